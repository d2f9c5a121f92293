/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * What a {@link Progress} counts.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ProgressUnit {
    /** Bytes copied, read or written. */
    BYTES,
    /** Whole things: steps, files, layers of an image. */
    ITEMS,
    /** Hundredths of the work, where the host says no more. */
    PERCENT
}
