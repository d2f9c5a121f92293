/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** Errors of the library, which it keeps for each thread. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirError {
    static {
        Libraries.VIRT.register(VirError.class);
    }

    private VirError() {}

    public static native long virGetLastError();

    public static native void virResetLastError();

    public static native void virSetErrorFunc(long userData, long handler);
}
