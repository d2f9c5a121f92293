/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How sure a conclusion is, weakest first.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Confidence {
    /** A hint that ordinary software could have left by accident. */
    POSSIBLE,
    /** Good evidence that an administrator could have forged. */
    LIKELY,
    /** Evidence from the CPU, the kernel or the firmware that only the layer itself can produce. */
    CERTAIN;

    /** The identifier in text and JSON, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
