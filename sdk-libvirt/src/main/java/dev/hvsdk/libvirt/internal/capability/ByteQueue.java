/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

/** Bytes in the order in which they came, no more than there is room for. Not thread-safe: guarded by its owner. */
final class ByteQueue {
    private final byte[] bytes;
    private int first;
    private int size;

    ByteQueue(int room) {
        bytes = new byte[room];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int room() {
        return bytes.length - size;
    }

    /** Adds these, for which there is room. */
    void add(byte[] added) {
        if (added.length > room()) {
            throw new IllegalArgumentException(added.length + " bytes, and room for " + room());
        }
        int end = (first + size) % bytes.length;
        int straight = Math.min(added.length, bytes.length - end);
        System.arraycopy(added, 0, bytes, end, straight);
        System.arraycopy(added, straight, bytes, 0, added.length - straight);
        size += added.length;
    }

    /** Takes at most so many, and gives how many. */
    int take(byte[] target, int offset, int most) {
        int count = Math.min(most, size);
        int straight = Math.min(count, bytes.length - first);
        System.arraycopy(bytes, first, target, offset, straight);
        System.arraycopy(bytes, 0, target, offset + straight, count - straight);
        first = (first + count) % bytes.length;
        size -= count;
        return count;
    }
}
