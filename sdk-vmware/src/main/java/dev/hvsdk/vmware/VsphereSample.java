/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the counters showed of a guest over one interval.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param time the end of the interval, by the server's clock
 * @param interval how long it was
 * @param metrics what was measured; a counter of which the server has no value is left out
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VsphereSample(Instant time, Duration interval, List<VsphereMetric> metrics) {
    /** Copies the metrics. */
    public VsphereSample {
        metrics = List.copyOf(metrics);
    }

    /** The value of a counter for the guest as a whole; empty if the server has none, as of what it measures by part only. */
    public Optional<BigDecimal> find(String counter) {
        return metrics.stream()
                .filter(metric -> metric.counter().name().equals(counter)
                        && metric.instance().isEmpty())
                .map(VsphereMetric::value)
                .findFirst();
    }

    /** The values of a counter by the parts of the guest; empty if it has none. */
    public Map<String, BigDecimal> parts(String counter) {
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        for (VsphereMetric metric : metrics) {
            if (metric.counter().name().equals(counter)) {
                metric.instance().ifPresent(part -> parts.put(part, metric.value()));
            }
        }
        return parts;
    }
}
