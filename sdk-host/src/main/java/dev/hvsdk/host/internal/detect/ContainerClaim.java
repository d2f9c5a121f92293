/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import org.jspecify.annotations.Nullable;

/** What one signal says about a container around the observed process. Immutable. */
record ContainerClaim(
        Kind kind, Technology technology, @Nullable String variant, Evidence evidence) {
    /** The variant of a container that an orchestrator started by an engine it does not name. */
    static final String KUBERNETES = "kubernetes";

    /** Where the signal comes from, which says what can overrule it; the strongest first. */
    enum Kind {
        /** The kernel itself: a container of a patched kernel. Nothing overrules it. */
        KERNEL,
        /** What is mounted as our root and on our files. Seen even in a container that shares the host's process ids. */
        MOUNT,
        /** The control group; it stays with a process that left its container. */
        CGROUP,
        /** The first process: only the container's own where the process ids are the container's. */
        FIRST_PROCESS,
        /** A file or variable that survives in images and copies. */
        MARKER
    }

    ContainerClaim withTechnology(Technology other) {
        return new ContainerClaim(kind, other, null, evidence);
    }

    static ContainerClaim of(Kind kind, Technology technology, Evidence evidence) {
        return new ContainerClaim(kind, technology, null, evidence);
    }
}
