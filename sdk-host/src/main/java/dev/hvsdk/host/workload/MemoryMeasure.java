/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.workload;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How the memory of a process was counted.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MemoryMeasure {
    /** Proportional set size: pages that several processes share are divided among them. Sums are true. */
    PSS,
    /** Resident set size: shared pages count fully in each process. Sums are too high. */
    RSS;

    /** The identifier in text and JSON, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
