/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.VsphereCounter;
import dev.hvsdk.vmware.VsphereMetric;
import dev.hvsdk.vmware.VsphereSample;
import dev.hvsdk.vmware.internal.soap.Element;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code PerfEntityMetric}: the samples of one guest, of which the last is the newest. */
final class SampleReading {
    private static final String PERCENT = "percent";

    /** Percents come as hundredths of one. */
    private static final int PERCENT_SCALE = 2;

    private final Counters counters;

    SampleReading(Counters counters) {
        this.counters = counters;
    }

    /** Empty if the server has none, as of a guest that has only just started. */
    Optional<VsphereSample> of(Element entity) {
        Optional<Element> info = last(entity, "sampleInfo");
        Optional<Instant> time = info.flatMap(one -> one.text("timestamp")).flatMap(GuestReading::time);
        Optional<Duration> interval =
                info.flatMap(one -> one.number("interval")).map(Duration::ofSeconds);
        // The same series may come twice: for the wildcard, and for the guest as a whole.
        Set<VsphereMetric> metrics = new LinkedHashSet<>();
        entity.children("value").flatMap(this::metric).forEach(metrics::add);
        return time.isEmpty() || interval.isEmpty() || metrics.isEmpty()
                ? Optional.empty()
                : Optional.of(new VsphereSample(time.get(), interval.get(), List.copyOf(metrics)));
    }

    private Stream<VsphereMetric> metric(Element series) {
        Optional<VsphereCounter> counter = series.number("id", "counterId").flatMap(counters::counter);
        // The server writes -1 for what it has not measured; nothing that is measured is less than 0.
        Optional<Long> value = last(series, "value").flatMap(Element::asNumber).filter(number -> number >= 0);
        return counter.isEmpty() || value.isEmpty()
                ? Stream.empty()
                : Stream.of(metric(series, counter.get(), value.get()));
    }

    private static VsphereMetric metric(Element series, VsphereCounter counter, long number) {
        BigDecimal value = BigDecimal.valueOf(number, counter.unit().equals(PERCENT) ? PERCENT_SCALE : 0);
        return series.text("id", "instance")
                .map(instance -> VsphereMetric.of(counter, instance, value))
                .orElseGet(() -> VsphereMetric.of(counter, value));
    }

    private static Optional<Element> last(Element parent, String name) {
        return parent.children(name).reduce((first, second) -> second);
    }
}
