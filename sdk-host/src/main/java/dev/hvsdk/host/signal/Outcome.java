/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.signal;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What became of a signal.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Outcome {
    /** It made the answer. */
    DECIDED,
    /** It agrees with what decided, and became evidence of it. */
    AGREES,
    /** It says that there is nothing, and nothing contradicted it. */
    DENIES,
    /** It says too little to decide alone. */
    TOO_WEAK,
    /** It contradicts something stronger, and does not count. */
    OVERRULED;

    /** The identifier in text and JSON: lower case, words joined by hyphens, such as {@code too-weak}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
