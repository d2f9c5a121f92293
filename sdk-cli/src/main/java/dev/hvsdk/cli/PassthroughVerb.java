/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.Locale;

/** What can be done to a device of this machine; the words of the command line. Immutable. */
enum PassthroughVerb {
    BIND,
    RETURN,
    SET_VFS,
    CREATE_MDEV,
    REMOVE_MDEV;

    /** As it is written: lower case with hyphens. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
