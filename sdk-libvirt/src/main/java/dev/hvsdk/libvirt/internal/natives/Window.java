/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what libvirt allocated without a call for each value: a buffer over the part of the address space where it lies.
 *
 * <p>Only what an address of libvirt's leads to is touched; the rest of the buffer may not even be mapped. Whoever reads vouches
 * that it has not been freed. Not thread-safe: one window per batch.
 */
public final class Window {
    /** A heap of the C library is mostly in one piece, of which this covers so much that it hardly ever moves. */
    private static final int SIZE = 1 << 30;

    private static final int ROOM_FOR_NAMES = 256;

    private @Nullable ByteBuffer buffer;
    private long base;
    private byte[] bytes = new byte[ROOM_FOR_NAMES];

    /** The buffer, moved if need be so that an object at this address is in it as a whole. */
    private ByteBuffer at(long address) {
        ByteBuffer present = buffer;
        long offset = address - base;
        if (present != null && offset >= 0 && offset < SIZE - (1 << 20)) {
            return present;
        }
        base = Math.max(0, address - SIZE / 2);
        ByteBuffer moved = new Pointer(base).getByteBuffer(0, SIZE).order(ByteOrder.nativeOrder());
        buffer = moved;
        return moved;
    }

    /** The 32 bits there. */
    public int int32(long address) {
        ByteBuffer buffer = at(address);
        return buffer.getInt((int) (address - base));
    }

    /** The 64 bits there, or the address there. */
    public long int64(long address) {
        ByteBuffer buffer = at(address);
        return buffer.getLong((int) (address - base));
    }

    /** The text that begins there and ends with a zero. */
    public String text(long address) {
        ByteBuffer buffer = at(address);
        int from = (int) (address - base);
        int length = 0;
        while (buffer.get(from + length) != 0) {
            length++;
        }
        if (length > bytes.length) {
            bytes = new byte[2 * length];
        }
        buffer.get(from, bytes, 0, length);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether this text, followed by a zero, is there. */
    public boolean isText(long address, byte[] text) {
        ByteBuffer buffer = at(address);
        int from = (int) (address - base);
        for (int i = 0; i < text.length; i++) {
            if (buffer.get(from + i) != text[i]) {
                return false;
            }
        }
        return buffer.get(from + text.length) == 0;
    }
}
