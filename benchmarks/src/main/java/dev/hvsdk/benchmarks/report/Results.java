/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The times of the peers of one race, by their names, in their order. */
public record Results(Map<String, Times> times) {
    public Results {
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
    }

    public Set<String> names() {
        return times.keySet();
    }

    /** The times of the peer with this name, which took part. */
    public Times of(String name) {
        return Objects.requireNonNull(times.get(name), name);
    }
}
