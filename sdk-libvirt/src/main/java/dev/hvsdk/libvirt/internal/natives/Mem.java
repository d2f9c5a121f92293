/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes native memory by address; who calls vouches for the address. Thread-safe. */
public final class Mem {
    private Mem() {}

    /** The 32 bits there. */
    public static int int32(long address) {
        return new Pointer(address).getInt(0);
    }

    /** The 64 bits there, or the address there. */
    public static long int64(long address) {
        return new Pointer(address).getLong(0);
    }

    /** The floating-point number there. */
    public static double float64(long address) {
        return new Pointer(address).getDouble(0);
    }

    /** The byte there. */
    public static byte int8(long address) {
        return new Pointer(address).getByte(0);
    }

    /** So many bytes from there. */
    public static byte[] bytes(long address, int count) {
        return new Pointer(address).getByteArray(0, count);
    }

    /** The text that begins there and ends with a zero. */
    public static String text(long address) {
        return new Pointer(address).getString(0, StandardCharsets.UTF_8.name());
    }

    /** The addresses in an array of so many. */
    public static long[] addresses(long array, int count) {
        return new Pointer(array).getLongArray(0, count);
    }

    /** The texts that an array of so many addresses leads to. */
    public static List<String> texts(long array, int count) {
        List<String> texts = new ArrayList<>(count);
        for (long address : addresses(array, count)) {
            texts.add(text(address));
        }
        return texts;
    }

    /** Sets the 32 bits there. */
    public static void setInt32(long address, int value) {
        new Pointer(address).setInt(0, value);
    }

    /** Sets the 64 bits there. */
    public static void setInt64(long address, long value) {
        new Pointer(address).setLong(0, value);
    }

    /** Sets the bytes from there. */
    public static void setBytes(long address, byte[] value) {
        new Pointer(address).write(0, value, 0, value.length);
    }

    /** A copy with a zero at its end, for libvirt to free. */
    public static long copyToHeap(byte[] value) {
        long address = CLib.calloc(1, value.length + 1L);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory");
        }
        setBytes(address, value);
        return address;
    }

    /** Copies within native memory. */
    public static void copy(long to, long from, long length) {
        CLib.memcpy(to, from, length);
    }

    /** Gives back memory that libvirt allocated for the caller; 0 is none. */
    public static void free(long address) {
        if (address != 0) {
            CLib.free(address);
        }
    }

    /** Copies a text that ends with a zero into memory of this size; returns its length, at most one less than the size. */
    static int copyText(long to, long from, int size) {
        long end = CLib.memccpy(to, from, 0, size);
        return end == 0 ? size - 1 : (int) (end - to - 1);
    }
}
