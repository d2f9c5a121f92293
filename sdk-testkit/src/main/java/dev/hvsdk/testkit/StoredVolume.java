/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.unit.MemorySize;

/** A volume and the bytes that were put into it. Immutable: the bytes are never changed, and given to nobody who would. */
final class StoredVolume {
    private static final String RAW = "raw";

    /** What an empty qcow2 image of qemu-img takes, metadata only. */
    private static final MemorySize EMPTY_IMAGE = MemorySize.ofKibibytes(196);

    private final String name;
    private final MemorySize capacity;
    private final String format;
    private final byte[] content;

    private StoredVolume(String name, MemorySize capacity, String format, byte[] content) {
        this.name = name;
        this.capacity = capacity;
        this.format = format;
        this.content = content;
    }

    static StoredVolume empty(String name, MemorySize capacity, String format) {
        return new StoredVolume(name, capacity, format, new byte[0]);
    }

    StoredVolume resized(MemorySize size) {
        return new StoredVolume(name, size, format, content);
    }

    StoredVolume holding(byte[] bytes) {
        return new StoredVolume(name, capacity, format, bytes);
    }

    String name() {
        return name;
    }

    MemorySize capacity() {
        return capacity;
    }

    String format() {
        return format;
    }

    byte[] content() {
        return content;
    }

    /** All of a raw volume is there from the beginning, of another one what was written. */
    MemorySize allocation() {
        MemorySize written = MemorySize.ofBytes(Math.max(content.length, EMPTY_IMAGE.toBytes()));
        return format.equals(RAW) ? capacity : written;
    }

    /** The volume as the host shows it, at a place that ends where its name begins. */
    StorageVolume view(String pool, String directory) {
        return StorageVolume.builder(name, pool)
                .capacity(capacity)
                .allocation(allocation())
                .format(format)
                .path(directory + name)
                .build();
    }

    /** For messages. */
    @Override
    public String toString() {
        return "volume " + name;
    }
}
