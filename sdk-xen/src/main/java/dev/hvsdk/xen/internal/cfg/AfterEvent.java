/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a guest that went off, rebooted or crashed. */
public enum AfterEvent {
    /** It is gone. */
    DESTROY,
    /** It is made again. */
    RESTART,
    /** It is kept under another name, and made again. */
    RENAME_RESTART,
    /** It is kept as it is, for somebody to look at. */
    PRESERVE,
    /** Its memory is written to a file, and it is gone. */
    COREDUMP_DESTROY,
    /** Its memory is written to a file, and it is made again. */
    COREDUMP_RESTART,
    /** It is made again in the memory that it had. */
    SOFT_RESET;

    /** The word in a file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<AfterEvent> of(String word) {
        return Stream.of(values()).filter(event -> event.word().equals(word)).findFirst();
    }
}
