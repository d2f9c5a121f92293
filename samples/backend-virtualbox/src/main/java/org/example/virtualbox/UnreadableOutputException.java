/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

/** A program said something that this backend does not understand. Immutable, as far as a {@link Throwable} is. */
final class UnreadableOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableOutputException(String message) {
        super(message);
    }
}
