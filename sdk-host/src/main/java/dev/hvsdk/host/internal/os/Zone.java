/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The zone that this process runs in, on Solaris and illumos; {@code getzoneid(3C)} and {@code getzonenamebyid(3C)}.
 *
 * <p>Written from the manual pages; it was not run on those systems. Thread-safe.
 */
public final class Zone {
    /** ZONENAME_MAX of sys/zone.h. */
    private static final int MAX_NAME = 64;

    private Zone() {}

    /** The name as {@code zonename(1)} prints it. */
    public static String name() throws IOException {
        return NativeCode.run(() -> {
            byte[] name = new byte[MAX_NAME];
            long length = Library.getzonenamebyid(Library.getzoneid(), name, MAX_NAME);
            if (length < 0) {
                throw new IOException("getzonenamebyid failed: errno " + Native.getLastError());
            }
            return new String(name, 0, (int) Math.min(length, MAX_NAME), StandardCharsets.UTF_8).replace("\0", "");
        });
    }

    /** The C library's functions, in a class of their own: no other system has them. */
    private static final class Library {
        static {
            Native.register(Library.class, NativeLibrary.getProcess());
        }

        static native int getzoneid();

        static native long getzonenamebyid(int id, byte[] name, long size);
    }
}
