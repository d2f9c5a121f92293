/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import org.apiguardian.api.API;

/**
 * One of the CPUs in a dump.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DumpedCpu {
    private final String name;
    private final RecordedFacts facts;

    DumpedCpu(String name, RecordedFacts facts) {
        this.name = name;
        this.facts = facts;
    }

    /** What the dump calls it: {@code CPU 0}, or the name of a policy of Xen, such as {@code Host policy}. */
    public String name() {
        return name;
    }

    /** Its registers, as facts. */
    public RecordedFacts facts() {
        return facts;
    }

    /** A host of which no more is known than these, for {@link dev.hvsdk.host.HostInspector}. */
    public HostRoot host() {
        return HostRoot.of(facts);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
