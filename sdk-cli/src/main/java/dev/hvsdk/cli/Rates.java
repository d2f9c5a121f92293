/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How fast the counters of a guest grow between two readings. Immutable. */
final class Rates {
    private static final double NANOS = 1e9;

    private final GuestStatistics before;
    private final GuestStatistics after;
    private final double seconds;

    private Rates(GuestStatistics before, GuestStatistics after) {
        this.before = before;
        this.after = after;
        this.seconds = Duration.between(before.time(), after.time()).toNanos() / NANOS;
    }

    static Rates between(GuestStatistics before, GuestStatistics after) {
        return new Rates(before, after);
    }

    /** How many CPUs it kept busy, in hundredths. */
    Optional<Long> cpuPercent() {
        Optional<Double> begin = before.cpuTime().map(time -> time.toNanos() / NANOS);
        Optional<Double> end = after.cpuTime().map(time -> time.toNanos() / NANOS);
        return perSecond(begin, end).map(busy -> Math.round(busy * 100));
    }

    Optional<DataRate> of(Function<GuestStatistics, MemorySize> counter) {
        double begin = counter.apply(before).toBytes();
        double end = counter.apply(after).toBytes();
        return perSecond(Optional.of(begin), Optional.of(end)).map(rate -> DataRate.ofBytesPerSecond(Math.round(rate)));
    }

    /** Nothing where the clock stood still, or the counter began anew with the guest. */
    private Optional<Double> perSecond(Optional<Double> begin, Optional<Double> end) {
        boolean grew = seconds > 0 && begin.isPresent() && end.isPresent() && end.get() >= begin.get();
        return grew ? Optional.of((end.get() - begin.get()) / seconds) : Optional.empty();
    }

    static MemorySize read(GuestStatistics counters) {
        return sum(counters.disks().stream().map(DiskCounters::read));
    }

    static MemorySize written(GuestStatistics counters) {
        return sum(counters.disks().stream().map(DiskCounters::written));
    }

    static MemorySize received(GuestStatistics counters) {
        return sum(counters.nics().stream().map(NicCounters::received));
    }

    static MemorySize sent(GuestStatistics counters) {
        return sum(counters.nics().stream().map(NicCounters::sent));
    }

    private static MemorySize sum(Stream<MemorySize> sizes) {
        return sizes.reduce(MemorySize.ZERO, MemorySize::plus);
    }
}
