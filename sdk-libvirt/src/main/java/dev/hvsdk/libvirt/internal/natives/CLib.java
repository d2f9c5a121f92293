/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The few functions of the C library that libvirt's memory needs. Thread-safe. */
final class CLib {
    static {
        // The process has it loaded already: no search for its file, and musl's is found as well as glibc's.
        Native.register(CLib.class, NativeLibrary.getProcess());
    }

    private CLib() {}

    static native long calloc(long count, long size);

    static native void free(long address);

    static native long memcpy(long to, long from, long length);

    /** Copies up to and including the first byte of this value; returns the address after its copy, or 0 if it did not come. */
    static native long memccpy(long to, long from, int until, long atMost);

    /** A function without any effect, for where libvirt insists on one. */
    static long harmlessFunction() {
        return com.sun.jna.Pointer.nativeValue(NativeLibrary.getProcess().getFunction("abs"));
    }
}
