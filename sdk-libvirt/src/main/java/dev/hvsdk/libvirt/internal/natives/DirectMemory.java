/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Native memory that Java reads without crossing the border, for results of many calls in a row.
 *
 * <p>Not thread-safe: one for each batch.
 */
public final class DirectMemory {
    private final ByteBuffer buffer;
    private final long address;

    /** So many bytes. */
    public DirectMemory(int bytes) {
        buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    /** Where it is, for native functions; valid as long as this object is reachable. */
    public long address(int offset) {
        return address + offset;
    }

    /** The byte there, unsigned. */
    public int uint8(int offset) {
        return Byte.toUnsignedInt(buffer.get(offset));
    }

    /** The 16 bits there, unsigned. */
    public int uint16(int offset) {
        return Short.toUnsignedInt(buffer.getShort(offset));
    }

    /** The 32 bits there. */
    public int int32(int offset) {
        return buffer.getInt(offset);
    }

    /** The 64 bits there. */
    public long int64(int offset) {
        return buffer.getLong(offset);
    }

    /** The 64 bits there, the most significant byte first. */
    public long bigEndian64(int offset) {
        long value = buffer.getLong(offset);
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
    }

    /** The text of this length there. */
    public String text(int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Copies bytes of any address to an offset. */
    public void copyFrom(long from, int offset, int bytes) {
        CLib.memcpy(address(offset), from, bytes);
    }

    /** Copies a text of any address, up to its zero, to an offset with this much room; returns it. */
    public String textAt(long from, int offset, int room) {
        return text(offset, Mem.copyText(address(offset), from, room));
    }
}
