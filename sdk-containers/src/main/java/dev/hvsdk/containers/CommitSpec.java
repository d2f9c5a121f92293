/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How an image is to be made of a container.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommitSpec {
    private final @Nullable String name;
    private final @Nullable String comment;
    private final boolean pause;

    private CommitSpec(Builder builder) {
        name = builder.name;
        comment = builder.comment;
        pause = builder.pause;
    }

    /** An image of this name: {@code app:before-upgrade}, or {@code app} for the tag {@code latest}. */
    public static CommitSpec of(String name) {
        return builder().name(name).build();
    }

    /** Starts with an image without a name, for which the container is paused. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name; empty for an image that is known by its id alone. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** What to remember about it; empty if nothing. */
    public Optional<String> comment() {
        return Optional.ofNullable(comment);
    }

    /** Whether a running container is paused meanwhile, so that no file is kept half-written. */
    public boolean pause() {
        return pause;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommitSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, comment, pause};
    }

    /** The name, or that it has none. */
    @Override
    public String toString() {
        return name().orElse("an image without a name");
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable String name;
        private @Nullable String comment;
        private boolean pause = true;

        private Builder() {}

        /** Sets the name: {@code app:before-upgrade}, or {@code app} for the tag {@code latest}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets what to remember about it. */
        public Builder comment(String comment) {
            this.comment = comment;
            return this;
        }

        /** Says whether a running container is paused meanwhile; true unless called. */
        public Builder pause(boolean pause) {
            this.pause = pause;
            return this;
        }

        /** The finished value. */
        public CommitSpec build() {
            return new CommitSpec(this);
        }
    }
}
