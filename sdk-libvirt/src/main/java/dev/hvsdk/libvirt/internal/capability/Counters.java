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
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What libvirt's record of counters says of one domain; the names are those of libvirt-domain.c, virConnectGetAllDomainStats. Immutable. */
final class Counters {
    /** {@code virDomainStatsTypes}; CPU times come from elsewhere, since since QEMU 7.1 the group asks the monitor for more. */
    static final int STATE = 1;

    static final int BALLOON = 4;
    static final int INTERFACE = 16;
    static final int BLOCK = 32;

    /** All that is of interest. */
    static final int ALL = STATE | BALLOON | INTERFACE | BLOCK;

    /** What libvirt knows without asking any guest's monitor. */
    static final int SAFE = STATE | INTERFACE;

    /** {@code VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT}: who is busy is told of in part, so that one guest costs one hung call at most. */
    static final int NO_WAIT = 1 << 29;

    private final TypedParams params;

    Counters(TypedParams params) {
        this.params = params;
    }

    /** Whether the driver has these counters at all; that of LXC has none, that of tests only states. */
    boolean areKnown() {
        return params.number("balloon.current").isPresent()
                || params.number("net.count").isPresent();
    }

    /** Whether a part is missing that only the monitor knows: it was busy, or does not answer. */
    boolean areInPart() {
        long disks = params.number("block.count").orElse(0);
        for (int i = 0; i < disks; i++) {
            if (params.number("block." + i + ".rd.bytes").isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Together with a reading of the guest of the same moment. */
    GuestStatistics with(GuestInfo info) {
        GuestStatistics.Builder statistics = begin(info);
        kibibytes("balloon.rss").ifPresent(statistics::memoryResident);
        used("balloon.").ifPresent(statistics::memoryUsed);
        addDisks(statistics);
        addNics(statistics);
        return statistics.build();
    }

    static GuestStatistics.Builder begin(GuestInfo info) {
        GuestStatistics.Builder statistics = GuestStatistics.builder(Instant.now());
        info.cpuTime().ifPresent(statistics::cpuTime);
        info.memory().ifPresent(statistics::memoryAssigned);
        return statistics;
    }

    /** As the guest's own driver reports it: without caches where it tells of them, else all but what is free. */
    private Optional<MemorySize> used(String prefix) {
        OptionalLong available = params.number(prefix + "available");
        OptionalLong usable = params.number(prefix + "usable");
        OptionalLong spare = usable.isPresent() ? usable : params.number(prefix + "unused");
        return available.isEmpty() || spare.isEmpty()
                ? Optional.empty()
                : used(available.getAsLong(), spare.getAsLong());
    }

    /** Both in KiB, and both the guest's word: what makes no sense is not told. */
    static Optional<MemorySize> used(long available, long spare) {
        boolean isSound = spare >= 0 && available >= spare && available < 1L << 50;
        return isSound ? Optional.of(MemorySize.ofKibibytes(available - spare)) : Optional.empty();
    }

    private Optional<MemorySize> kibibytes(String name) {
        OptionalLong value = params.number(name);
        return value.isPresent() ? Optional.of(MemorySize.ofKibibytes(value.getAsLong())) : Optional.empty();
    }

    private void addDisks(GuestStatistics.Builder statistics) {
        long count = params.number("block.count").orElse(0);
        for (int i = 0; i < count; i++) {
            String prefix = "block." + i + ".";
            OptionalLong read = params.number(prefix + "rd.bytes");
            OptionalLong written = params.number(prefix + "wr.bytes");
            Optional<String> name = params.text(prefix + "name");
            if (read.isPresent() && written.isPresent() && name.isPresent()) {
                statistics.disk(new DiskCounters(name.get(), bytes(read), bytes(written)));
            }
        }
    }

    private void addNics(GuestStatistics.Builder statistics) {
        long count = params.number("net.count").orElse(0);
        for (int i = 0; i < count; i++) {
            String prefix = "net." + i + ".";
            OptionalLong received = params.number(prefix + "rx.bytes");
            OptionalLong sent = params.number(prefix + "tx.bytes");
            Optional<String> name = params.text(prefix + "name");
            if (received.isPresent() && sent.isPresent() && name.isPresent()) {
                statistics.nic(new NicCounters(name.get(), bytes(received), bytes(sent)));
            }
        }
    }

    private static MemorySize bytes(OptionalLong value) {
        return MemorySize.ofBytes(Math.max(0, value.orElse(0)));
    }
}
