/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package inventory;

/** What is to be said of one guest. */
record Finding(String guest, Kind kind, String detail) {
    enum Kind {
        /** It has no snapshot. */
        MISSING,
        /** It has one, and that is too old. */
        OLD,
        /** It cannot have one. */
        IMPOSSIBLE,
        /** It could not be found out. */
        UNKNOWN
    }
}
