/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Native memory for the arguments and results of a call, given back together.
 *
 * <pre>{@code
 * try (Scope scope = new Scope()) {
 *     long version = scope.int64();
 *     Vir.check(VirConnect.virConnectGetVersion(connection, version));
 *     return Mem.int64(version);
 * }
 * }</pre>
 *
 * <p>Not thread-safe: one scope per call.
 */
public final class Scope implements AutoCloseable {
    private final List<Long> allocated = new ArrayList<>(4);

    /** So many bytes, all zero. */
    public long allocate(long bytes) {
        long address = CLib.calloc(1, Math.max(1, bytes));
        if (address == 0) {
            throw new OutOfMemoryError("no native memory of " + bytes + " bytes");
        }
        allocated.add(address);
        return address;
    }

    /** Room for a result of 32 bits. */
    public long int32() {
        return allocate(Integer.BYTES);
    }

    /** Room for a result of 64 bits, or for an address. */
    public long int64() {
        return allocate(Long.BYTES);
    }

    /** A text with a zero at its end. */
    public long text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        long address = allocate(bytes.length + 1L);
        Mem.setBytes(address, bytes);
        return address;
    }

    /** An array of the addresses of these texts. */
    public long texts(List<String> values) {
        long array = allocate((long) Long.BYTES * values.size());
        for (int i = 0; i < values.size(); i++) {
            Mem.setInt64(array + (long) Long.BYTES * i, text(values.get(i)));
        }
        return array;
    }

    /** Gives all of it back. */
    @Override
    public void close() {
        allocated.forEach(Mem::free);
        allocated.clear();
    }
}
