/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.internal.tool.ColonLines;
import java.util.Optional;

/** The machine by what {@code xl info} prints. Immutable. */
final class HostFacts {
    private final ColonLines info;

    private HostFacts(ColonLines info) {
        this.info = info;
    }

    static HostFacts parse(String printed) {
        return new HostFacts(ColonLines.parse(printed));
    }

    /** A value that is not empty. */
    Optional<String> find(String name) {
        return info.find(name);
    }

    private Optional<MemorySize> memory(String name) {
        return find(name)
                .filter(value -> value.matches("\\d{1,12}"))
                .map(Long::parseLong)
                .map(MemorySize::ofMebibytes);
    }

    HostInfo host() {
        CpuInfo.Builder cpu = CpuInfo.builder();
        find("machine").ifPresent(cpu::architecture);
        HostInfo.Builder host = HostInfo.builder(cpu.build());
        find("host").ifPresent(host::name);
        memory("total_memory").ifPresent(host::memory);
        memory("free_memory").ifPresent(host::freeMemory);
        return host.build();
    }
}
