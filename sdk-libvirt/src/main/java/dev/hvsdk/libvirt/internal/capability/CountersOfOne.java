/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirStats;
import dev.hvsdk.libvirt.xml.DiskXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.InterfaceXml;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the counters of a domain one by one, for drivers that have no record of them. Stateless. */
final class CountersOfOne {
    /** {@code struct _virDomainMemoryStat}: a tag, and a value in KiB; and as many as there are tags, with room for more. */
    private static final int MEMORY_STAT = 16;

    private static final int MEMORY_TAGS = 32;

    /** {@code virDomainMemoryStatTags}. */
    private static final int UNUSED = 4;

    private static final int AVAILABLE = 5;
    private static final int RESIDENT = 7;
    private static final int USABLE = 8;

    /** {@code struct _virDomainInterfaceStats}: eight numbers, of which the first and the fifth are bytes in and out. */
    private static final int INTERFACE_STATS = 64;

    private static final int SENT = 32;

    private CountersOfOne() {}

    static GuestStatistics read(long domain, GuestInfo info) {
        GuestStatistics.Builder statistics = Counters.begin(info);
        Map<Integer, Long> memory = ifKnown(() -> memory(domain)).orElse(Map.of());
        size(memory, RESIDENT).ifPresent(statistics::memoryResident);
        used(memory).ifPresent(statistics::memoryUsed);
        DomainXml definition = DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, 0)));
        for (DiskXml disk : definition.disks()) {
            disk.target().flatMap(target -> ifKnown(() -> disk(domain, target))).ifPresent(statistics::disk);
        }
        for (InterfaceXml nic : definition.interfaces()) {
            nic.target().flatMap(device -> ifKnown(() -> nic(domain, device))).ifPresent(statistics::nic);
        }
        return statistics.build();
    }

    /** What a driver, or a host without the controller group for it, does not count is not told. */
    private static <T> Optional<T> ifKnown(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (VirException e) {
            if (e.is(VirErrors.NO_SUPPORT) || e.is(VirErrors.OPERATION_INVALID)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<Integer, Long> memory(long domain) {
        try (Scope scope = new Scope()) {
            long stats = scope.allocate((long) MEMORY_STAT * MEMORY_TAGS);
            int count = Vir.check(VirStats.virDomainMemoryStats(domain, stats, MEMORY_TAGS, 0));
            Map<Integer, Long> values = new HashMap<>();
            for (int i = 0; i < count; i++) {
                long entry = stats + (long) MEMORY_STAT * i;
                values.put(Mem.int32(entry), Mem.int64(entry + Long.BYTES));
            }
            return values;
        }
    }

    private static Optional<MemorySize> size(Map<Integer, Long> memory, int tag) {
        return Optional.ofNullable(memory.get(tag)).map(MemorySize::ofKibibytes);
    }

    private static Optional<MemorySize> used(Map<Integer, Long> memory) {
        @Nullable Long available = memory.get(AVAILABLE);
        @Nullable Long usable = memory.get(USABLE);
        @Nullable Long spare = usable == null ? memory.get(UNUSED) : usable;
        return available == null || spare == null ? Optional.empty() : Counters.used(available, spare);
    }

    private static DiskCounters disk(long domain, String target) {
        TypedParams counted =
                TypedParams.ask((params, count) -> VirStats.virDomainBlockStatsFlags(domain, target, params, count, 0));
        return new DiskCounters(
                target,
                bytes(counted.number("rd_bytes").orElse(0)),
                bytes(counted.number("wr_bytes").orElse(0)));
    }

    private static NicCounters nic(long domain, String device) {
        try (Scope scope = new Scope()) {
            long stats = scope.allocate(INTERFACE_STATS);
            Vir.check(VirStats.virDomainInterfaceStats(domain, device, stats, INTERFACE_STATS));
            return new NicCounters(device, bytes(Mem.int64(stats)), bytes(Mem.int64(stats + SENT)));
        }
    }

    /** Libvirt's -1 is what a driver does not count. */
    private static MemorySize bytes(long value) {
        return MemorySize.ofBytes(Math.max(0, value));
    }
}
