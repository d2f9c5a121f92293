/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import dev.hvsdk.api.unit.MemorySize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a machine, as one reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MemoryInfo {
    private final @Nullable MemorySize total;
    private final @Nullable MemorySize available;
    private final List<HugePagePool> hugePages;
    private final @Nullable SamePageMerging samePageMerging;
    private final @Nullable String balloonDriver;

    private MemoryInfo(Builder builder) {
        total = builder.total;
        available = builder.available;
        hugePages = List.copyOf(builder.hugePages);
        samePageMerging = builder.samePageMerging;
        balloonDriver = builder.balloonDriver;
    }

    /** Starts a description of which nothing is known. */
    public static Builder builder() {
        return new Builder();
    }

    /** All memory that the kernel manages; a little less than what is installed. */
    public Optional<MemorySize> total() {
        return Optional.ofNullable(total);
    }

    /** The kernel's estimate of what a new program can have without swapping. */
    public Optional<MemorySize> available() {
        return Optional.ofNullable(available);
    }

    /** The pools of huge pages, smallest pages first; empty if the kernel has none or does not show them. */
    public List<HugePagePool> hugePages() {
        return hugePages;
    }

    /** What the merging of equal pages does; empty if the kernel has none or does not show it. */
    public Optional<SamePageMerging> samePageMerging() {
        return Optional.ofNullable(samePageMerging);
    }

    /**
     * The kernel's name for the driver by which a hypervisor takes memory from this machine and gives it back, such as
     * {@code virtio_balloon}; empty if none is at work.
     */
    public Optional<String> balloonDriver() {
        return Optional.ofNullable(balloonDriver);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryInfo that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {total, available, hugePages, samePageMerging, balloonDriver};
    }

    /** Collects a description. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable MemorySize total;
        private @Nullable MemorySize available;
        private final List<HugePagePool> hugePages = new ArrayList<>();
        private @Nullable SamePageMerging samePageMerging;
        private @Nullable String balloonDriver;

        private Builder() {}

        /** Sets the memory that the kernel manages. */
        public Builder total(MemorySize total) {
            this.total = total;
            return this;
        }

        /** Sets the memory that a new program can have. */
        public Builder available(MemorySize available) {
            this.available = available;
            return this;
        }

        /** Adds a pool of huge pages. */
        public Builder hugePages(HugePagePool pool) {
            hugePages.add(pool);
            return this;
        }

        /** Sets what the merging of equal pages does. */
        public Builder samePageMerging(SamePageMerging merging) {
            samePageMerging = merging;
            return this;
        }

        /** Names the balloon driver at work. */
        public Builder balloonDriver(String name) {
            balloonDriver = name;
            return this;
        }

        /** The description. */
        public MemoryInfo build() {
            return new MemoryInfo(this);
        }
    }
}
