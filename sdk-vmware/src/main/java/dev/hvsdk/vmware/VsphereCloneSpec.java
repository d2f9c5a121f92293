/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a clone of a guest is to be.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereCloneSpec {
    private final String name;
    private final @Nullable VspherePlace place;
    private final @Nullable String snapshot;
    private final boolean start;
    private final boolean template;

    private VsphereCloneSpec(Builder builder) {
        name = builder.name;
        place = builder.place;
        snapshot = builder.snapshot;
        start = builder.start;
        template = builder.template;
    }

    /** Starts with a full copy of this name, stopped, beside the guest. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The name of the clone. */
    public String name() {
        return name;
    }

    /** Where it is to be; empty for beside the guest. */
    public Optional<VspherePlace> place() {
        return Optional.ofNullable(place);
    }

    /** The id of the snapshot on whose disks those of the clone stand; empty for copies. */
    public Optional<String> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** Whether it is started in the end. */
    public boolean start() {
        return start;
    }

    /** Whether it is made a template. */
    public boolean template() {
        return template;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereCloneSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, place, snapshot, start, template};
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String name;
        private @Nullable VspherePlace place;
        private @Nullable String snapshot;
        private boolean start;
        private boolean template;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets where it is to be; beside the guest unless called. */
        public Builder place(VspherePlace place) {
            this.place = place;
            return this;
        }

        /**
         * Has the disks of the clone stand on those of a snapshot, by its id: that takes no time and little room, and the snapshot cannot be
         * deleted then.
         */
        public Builder snapshot(String snapshot) {
            this.snapshot = snapshot;
            return this;
        }

        /** Says whether it is started in the end; false unless called. If that fails, the clone is there all the same. */
        public Builder start(boolean start) {
            this.start = start;
            return this;
        }

        /** Says whether it is made a template, which cannot be started; false unless called. */
        public Builder template(boolean template) {
            this.template = template;
            return this;
        }

        /** The finished value. */
        public VsphereCloneSpec build() {
            return new VsphereCloneSpec(this);
        }
    }
}
