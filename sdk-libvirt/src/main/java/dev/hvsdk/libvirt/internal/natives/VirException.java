/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** A function of libvirt failed; turned into one of the eight errors where the call is made. Immutable, as far as a throwable is. */
public final class VirException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient VirFailure failure;

    /** With what libvirt said. */
    public VirException(VirFailure failure) {
        // Without a stack: it is always translated, and a batch may have thousands.
        super(failure.text(), null, false, false);
        this.failure = failure;
    }

    /** What libvirt said. */
    public VirFailure failure() {
        return failure;
    }

    /** Whether libvirt gave this code. */
    public boolean is(int code) {
        return failure.code() == code;
    }
}
