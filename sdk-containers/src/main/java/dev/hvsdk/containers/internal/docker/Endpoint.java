/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.internal.http.Dialer;

/** A place where an engine may answer, and how it came to be looked for there. */
record Endpoint(Dialer dialer, String origin) {
    @Override
    public String toString() {
        return dialer + " (" + origin + ")";
    }
}
