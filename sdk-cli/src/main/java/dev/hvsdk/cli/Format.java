/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.Locale;

/** In which form to answer. */
enum Format {
    /** For people. */
    TABLE,
    /** For programs; docs/json.md is its contract. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
