/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** How long the rounds of one peer took. */
public record Times(double fastest, double median) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** The nanoseconds of each round, as milliseconds. */
    public static Times of(List<Long> nanos) {
        double[] sorted = nanos.stream()
                .mapToDouble(time -> time / NANOS_PER_MILLI)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Times(Arrays.stream(sorted).min().orElseThrow(), median);
    }
}
