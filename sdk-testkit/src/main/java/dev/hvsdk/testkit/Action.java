/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.Locale;

/** The changes of state that a guest can be asked for. Immutable. */
enum Action {
    START,
    SHUTDOWN,
    STOP,
    PAUSE,
    RESUME,
    REBOOT,
    RESET,
    SAVE,
    UNDEFINE;

    /** The name of the method that does it, as messages say it. */
    String verb() {
        return name().toLowerCase(Locale.ROOT);
    }
}
