/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that a server does or has done, by whomever it was asked, as one consistent reading.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereTask {
    private final String id;
    private final String name;
    private final VsphereTaskState state;
    private final @Nullable GuestId guest;
    private final @Nullable String subject;
    private final @Nullable String user;
    private final @Nullable Integer percent;
    private final @Nullable Instant queuedAt;
    private final @Nullable Instant startedAt;
    private final @Nullable Instant endedAt;
    private final @Nullable HypervisorException failure;

    private VsphereTask(Builder builder) {
        id = builder.id;
        name = builder.name;
        state = builder.state;
        guest = builder.guest;
        subject = builder.subject;
        user = builder.user;
        percent = builder.percent;
        queuedAt = builder.queuedAt;
        startedAt = builder.startedAt;
        endedAt = builder.endedAt;
        failure = builder.failure;
    }

    /** Starts a reading of a task. */
    public static Builder builder(String id, String name, VsphereTaskState state) {
        return new Builder(id, name, state);
    }

    /** The server's reference: {@code task-42}. */
    public String id() {
        return id;
    }

    /** What is done, by the API's word: {@code CloneVM_Task}. */
    public String name() {
        return name;
    }

    /** How it stands. */
    public VsphereTaskState state() {
        return state;
    }

    /** The guest that it is about; empty if it is about something else. */
    public Optional<GuestId> guest() {
        return Optional.ofNullable(guest);
    }

    /** The name of what it is about, as it was then; empty if the server does not say. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** Who asked for it; empty if it was not a user. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** How far it has come, in hundredths; empty if the server does not say. */
    public OptionalInt percent() {
        return percent == null ? OptionalInt.empty() : OptionalInt.of(percent);
    }

    /** When it was asked for. */
    public Optional<Instant> queuedAt() {
        return Optional.ofNullable(queuedAt);
    }

    /** When it began; empty if it waits. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** When it ended; empty if it has not. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** Why it failed, as one of the eight errors; empty if it did not. */
    public Optional<HypervisorException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereTask that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            id, name, state, guest, subject, user, percent, queuedAt, startedAt, endedAt, failure
        };
    }

    /** Such as {@code CloneVM_Task of web: running}. */
    @Override
    public String toString() {
        return name + subject().map(about -> " of " + about).orElse("") + ": " + state.id();
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String id;
        private final String name;
        private final VsphereTaskState state;
        private @Nullable GuestId guest;
        private @Nullable String subject;
        private @Nullable String user;
        private @Nullable Integer percent;
        private @Nullable Instant queuedAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant endedAt;
        private @Nullable HypervisorException failure;

        private Builder(String id, String name, VsphereTaskState state) {
            this.id = id;
            this.name = name;
            this.state = state;
        }

        /** Sets the guest that it is about. */
        public Builder guest(GuestId guest) {
            this.guest = guest;
            return this;
        }

        /** Sets the name of what it is about. */
        public Builder subject(String subject) {
            this.subject = subject;
            return this;
        }

        /** Sets who asked for it. */
        public Builder user(String user) {
            this.user = user;
            return this;
        }

        /** Sets how far it has come, in hundredths. */
        public Builder percent(int percent) {
            this.percent = percent;
            return this;
        }

        /** Sets when it was asked for. */
        public Builder queuedAt(Instant queuedAt) {
            this.queuedAt = queuedAt;
            return this;
        }

        /** Sets when it began. */
        public Builder startedAt(Instant startedAt) {
            this.startedAt = startedAt;
            return this;
        }

        /** Sets when it ended. */
        public Builder endedAt(Instant endedAt) {
            this.endedAt = endedAt;
            return this;
        }

        /** Sets why it failed. */
        public Builder failure(HypervisorException failure) {
            this.failure = failure;
            return this;
        }

        /** The finished value. */
        public VsphereTask build() {
            return new VsphereTask(this);
        }
    }
}
