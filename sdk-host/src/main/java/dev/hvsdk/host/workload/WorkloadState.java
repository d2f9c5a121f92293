/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.workload;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What the process of a workload does; what the guest in it does, only its monitor knows.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum WorkloadState {
    /** It runs, or waits for something to do. */
    RUNNING,
    /** Somebody has stopped it by a signal, or traces it. */
    STOPPED,
    /** It has ended, and its parent has not taken notice yet. */
    ENDED,
    /** It could not be found out. */
    UNKNOWN;

    /** The identifier in text and JSON, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
