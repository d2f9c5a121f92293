/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import org.jspecify.annotations.Nullable;

/** What a tool printed is not in the form that it documents. Immutable, as far as a {@link Throwable} is. */
final class UnreadableOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableOutputException(String what) {
        this(what, null);
    }

    UnreadableOutputException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
