/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the observed process lives in the kernel's first namespaces.
 *
 * <p>The inode numbers are the kernel's own constants since Linux 3.8 (include/linux/proc_ns.h, PROC_IPC_INIT_INO and those
 * after it), readable without privilege, and no file in an image can change them. The first mount and network namespaces have
 * no constant number in older kernels, so they are not asked.
 */
final class Namespaces {
    private static final Map<String, Long> FIRST =
            Map.of("pid", 0xEFFFFFFCL, "uts", 0xEFFFFFFEL, "ipc", 0xEFFFFFFFL, "cgroup", 0xEFFFFFFBL);

    private static final List<String> BESIDE_PID = List.of("uts", "ipc", "cgroup");

    private final Scene scene;
    private final @Nullable Long pid;

    Namespaces(Scene scene) {
        this.scene = scene;
        this.pid = scene.namespace("pid").orElse(null);
    }

    /** Whether processes are numbered by the kernel's first namespace: then no container with its own processes is around us. */
    boolean hasFirstPids() {
        return pid != null && pid.equals(FIRST.get("pid"));
    }

    /** Whether processes are numbered by a namespace of their own. */
    boolean hasOwnPids() {
        return pid != null && !hasFirstPids();
    }

    /** The namespaces, beside that of the process ids, that are not the kernel's first ones. */
    List<Evidence> othersOfTheirOwn() {
        List<Evidence> own = new ArrayList<>();
        for (String kind : BESIDE_PID) {
            scene.namespace(kind)
                    .filter(inode -> !inode.equals(FIRST.get(kind)))
                    .ifPresent(inode -> own.add(evidence(kind, inode)));
        }
        return own;
    }

    /** The namespace of the process ids as evidence, if it is known. */
    Optional<Evidence> pidEvidence() {
        return Optional.ofNullable(pid).map(inode -> evidence("pid", inode));
    }

    private static Evidence evidence(String kind, long inode) {
        String first = FIRST.getOrDefault(kind, 0L) == inode ? ", the kernel's first" : ", not the kernel's first";
        return Evidence.ofKernel("/proc/self/ns/" + kind, inode + first);
    }
}
