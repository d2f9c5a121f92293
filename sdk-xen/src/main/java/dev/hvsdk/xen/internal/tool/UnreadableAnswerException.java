/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

/** A tool has printed what it should not. */
public final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong with it. */
    public UnreadableAnswerException(String what) {
        super(what);
    }

    /** With what is wrong with it, and who says so. */
    public UnreadableAnswerException(String what, Throwable cause) {
        super(what, cause);
    }
}
