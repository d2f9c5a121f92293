/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.util.Locale;
import org.apiguardian.api.API;

/** How binding a rule is. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TckTier {
    /** Each backend keeps it, or its subject declares a {@link HostDeviation}. */
    REQUIRED,
    /** Tested where the subject offers what the test needs, such as a way to break the connection. */
    OPTIONAL,
    /** Part of the contract, and not tested for the reason given; shown as skipped, so that the gap is seen in each report. */
    UNTESTED;

    /** The identifier in text: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
