/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** Functions of the C library, mapped directly; 64-bit Linux only, where a C {@code long} is a Java {@code long}. */
final class LibC {
    static {
        // The process has the C library loaded already: no search for its file, and musl's is found as well as glibc's.
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    static native long mmap(long address, long length, int protection, int flags, int fd, long offset);

    static native int mprotect(long address, long length, int protection);

    static native int munmap(long address, long length);

    static native int open(String path, int flags);

    static native int close(int fd);

    static native int ioctl(int fd, long request, long argument);

    static native String strerror(int errno);

    /** Why the last call of this thread failed, as text for people. */
    static String lastError() {
        return describe(Native.getLastError());
    }

    /** An error number with its text. */
    static String describe(int errno) {
        return strerror(errno) + " (errno " + errno + ")";
    }
}
