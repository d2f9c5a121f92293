/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import org.jspecify.annotations.Nullable;

/** The command cannot do what it was asked for; the message says why and what to do. */
final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
