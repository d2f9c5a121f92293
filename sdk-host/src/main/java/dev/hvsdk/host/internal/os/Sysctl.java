/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sysctlbyname(3)} of macOS and FreeBSD.
 *
 * <p>Written from the manual pages; the decoding is tested, the call itself was not run on those systems. Thread-safe.
 */
public final class Sysctl {
    private static final int MAX_SIZE = 4096;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;

    private Sysctl() {}

    /**
     * A value as {@code sysctl -n} prints it.
     *
     * @throws NoSuchFileException if there is no such name
     * @throws AccessDeniedException if this process may not read it
     * @throws UnsupportedOperationException if native code cannot run here
     */
    public static String read(String name) throws IOException {
        return NativeCode.run(() -> {
            byte[] value = new byte[MAX_SIZE];
            long[] size = {MAX_SIZE};
            if (Library.sysctlbyname(name, value, size, null, 0) != 0) {
                throw failed(name, Native.getLastError());
            }
            return decode(value, (int) size[0]);
        });
    }

    private static IOException failed(String name, int errno) {
        return switch (errno) {
            case ENOENT -> new NoSuchFileException(name);
            case EPERM -> new AccessDeniedException(name);
            default -> new IOException("sysctl " + name + " failed: errno " + errno);
        };
    }

    /** Four or eight bytes that are no text ending in zero are a number; the rest is text. */
    static String decode(byte[] value, int size) {
        ByteBuffer bytes = ByteBuffer.wrap(value, 0, size).order(ByteOrder.nativeOrder());
        if (isText(value, size)) {
            return new String(value, 0, size, StandardCharsets.UTF_8).replace("\0", "");
        }
        return size == Long.BYTES ? Long.toString(bytes.getLong()) : Integer.toString(bytes.getInt());
    }

    private static boolean isText(byte[] value, int size) {
        if (size != Integer.BYTES && size != Long.BYTES) {
            return true;
        }
        for (int i = 0; i < size - 1; i++) {
            if (value[i] < ' ') {
                return false;
            }
        }
        return value[size - 1] == 0;
    }

    /** The C library's function, in a class of its own: Linux has none of that name. */
    private static final class Library {
        static {
            Native.register(Library.class, NativeLibrary.getProcess());
        }

        static native int sysctlbyname(
                String name, byte[] old, long[] oldSize, byte @Nullable [] fresh, long freshSize);
    }
}
