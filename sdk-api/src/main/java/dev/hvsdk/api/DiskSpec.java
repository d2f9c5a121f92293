/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A disk for a new guest: an existing file or volume, or one to be made.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DiskSpec {
    private final String source;
    private final @Nullable MemorySize size;
    private final @Nullable String format;
    private final @Nullable String bus;
    private final boolean readOnly;

    private DiskSpec(Builder builder) {
        source = builder.source;
        size = builder.size;
        format = builder.format;
        bus = builder.bus;
        readOnly = builder.readOnly;
    }

    /** Starts a disk at this place. */
    public static Builder builder(String source) {
        return new Builder(source);
    }

    /** Where it is: a path, or {@code POOL/VOLUME}, on the host. */
    public String source() {
        return source;
    }

    /** Its size, if it is to be made; empty if it exists. */
    public Optional<MemorySize> size() {
        return Optional.ofNullable(size);
    }

    /** Its format: {@code raw}, {@code qcow2}, {@code vmdk}; empty for the backend's choice. */
    public Optional<String> format() {
        return Optional.ofNullable(format);
    }

    /** The bus the guest sees it on: {@code virtio}, {@code sata}, {@code scsi}; empty for the backend's choice. */
    public Optional<String> bus() {
        return Optional.ofNullable(bus);
    }

    /** Whether the guest may only read it. */
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DiskSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {source, size, format, bus, readOnly};
    }

    /** The source. */
    @Override
    public String toString() {
        return source;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String source;
        private @Nullable MemorySize size;
        private @Nullable String format;
        private @Nullable String bus;
        private boolean readOnly;

        private Builder(String source) {
            this.source = source;
        }

        /** Sets its size, if it is to be made. */
        public Builder size(MemorySize size) {
            this.size = size;
            return this;
        }

        /** Sets its format: {@code raw}, {@code qcow2}, {@code vmdk}. */
        public Builder format(String format) {
            this.format = format;
            return this;
        }

        /** Sets the bus the guest sees it on: {@code virtio}, {@code sata}, {@code scsi}. */
        public Builder bus(String bus) {
            this.bus = bus;
            return this;
        }

        /** Says whether the guest may only read it; false unless called. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** The finished value. */
        public DiskSpec build() {
            return new DiskSpec(this);
        }
    }
}
