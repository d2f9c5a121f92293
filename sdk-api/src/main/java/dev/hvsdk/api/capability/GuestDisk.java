/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A disk of a guest, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestDisk {
    private final String target;
    private final @Nullable String source;
    private final @Nullable String format;
    private final @Nullable String bus;
    private final boolean readOnly;
    private final boolean removable;

    private GuestDisk(Builder builder) {
        target = builder.target;
        source = builder.source;
        format = builder.format;
        bus = builder.bus;
        readOnly = builder.readOnly;
        removable = builder.removable;
    }

    /** Starts a reading of the disk with this name. */
    public static Builder builder(String target) {
        return new Builder(target);
    }

    /** The name by which the host knows it in the guest: {@code vda}, {@code scsi0:1}; not always the guest's own name. */
    public String target() {
        return target;
    }

    /** The file, device or volume of the host behind it; empty for a drive without a medium, or if the host does not say. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** The format of what is behind it: {@code raw}, {@code qcow2}; empty if the host does not say. */
    public Optional<String> format() {
        return Optional.ofNullable(format);
    }

    /** How the guest is connected with it: {@code virtio}, {@code sata}; empty if the host does not say. */
    public Optional<String> bus() {
        return Optional.ofNullable(bus);
    }

    /** Whether the guest may only read it. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Whether it is a drive with a medium that can be changed, such as a CD-ROM. */
    public boolean removable() {
        return removable;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestDisk that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {target, source, format, bus, readOnly, removable};
    }

    /** Such as {@code vda: /var/lib/images/web.qcow2}. */
    @Override
    public String toString() {
        return target + (source == null ? "" : ": " + source);
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String target;
        private @Nullable String source;
        private @Nullable String format;
        private @Nullable String bus;
        private boolean readOnly;
        private boolean removable;

        private Builder(String target) {
            this.target = target;
        }

        /** Sets the file, device or volume of the host behind it. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** Sets the format of what is behind it. */
        public Builder format(String format) {
            this.format = format;
            return this;
        }

        /** Sets how the guest is connected with it. */
        public Builder bus(String bus) {
            this.bus = bus;
            return this;
        }

        /** Says whether the guest may only read it; false unless called. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** Says whether it is a drive with a medium that can be changed; false unless called. */
        public Builder removable(boolean removable) {
            this.removable = removable;
            return this;
        }

        /** The finished value. */
        public GuestDisk build() {
            return new GuestDisk(this);
        }
    }
}
