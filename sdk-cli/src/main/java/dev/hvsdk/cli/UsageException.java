/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import org.jspecify.annotations.Nullable;

/** What was asked for makes no sense, and only the command itself could see that; the message says what is wrong. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
