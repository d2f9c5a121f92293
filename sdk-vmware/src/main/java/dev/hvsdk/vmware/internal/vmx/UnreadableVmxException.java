/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

/** The file is no dictionary, or one that no product writes; the message is a clause for people. */
public final class UnreadableVmxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public UnreadableVmxException(String what) {
        super(what);
    }

    /** Says what is wrong, and how it showed. */
    public UnreadableVmxException(String what, Throwable cause) {
        super(what, cause);
    }

    static UnreadableVmxException at(int line, String what) {
        return new UnreadableVmxException("line " + line + ": " + what);
    }
}
