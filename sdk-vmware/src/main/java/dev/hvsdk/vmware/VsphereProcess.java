/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A process inside a guest, as VMware Tools saw it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereProcess {
    private final long pid;
    private final @Nullable String name;
    private final @Nullable String owner;
    private final @Nullable String commandLine;
    private final @Nullable Instant startedAt;
    private final @Nullable Instant endedAt;
    private final @Nullable Integer exitCode;

    private VsphereProcess(Builder builder) {
        pid = builder.pid;
        name = builder.name;
        owner = builder.owner;
        commandLine = builder.commandLine;
        startedAt = builder.startedAt;
        endedAt = builder.endedAt;
        exitCode = builder.exitCode;
    }

    /** Starts a reading of a process. */
    public static Builder builder(long pid) {
        return new Builder(pid);
    }

    /** Its number in the guest. */
    public long pid() {
        return pid;
    }

    /** Its name; empty if the guest does not tell. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The user that it runs as. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Its command line, which may hold secrets. */
    public Optional<String> commandLine() {
        return Optional.ofNullable(commandLine);
    }

    /** When it began, by the guest's clock. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** When it ended; empty if it runs. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** How it ended; empty if it runs, or was not started by VMware Tools. */
    public OptionalInt exitCode() {
        return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereProcess that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {pid, name, owner, commandLine, startedAt, endedAt, exitCode};
    }

    /** Number and name. */
    @Override
    public String toString() {
        return pid + name().map(known -> " " + known).orElse("");
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final long pid;
        private @Nullable String name;
        private @Nullable String owner;
        private @Nullable String commandLine;
        private @Nullable Instant startedAt;
        private @Nullable Instant endedAt;
        private @Nullable Integer exitCode;

        private Builder(long pid) {
            this.pid = pid;
        }

        /** Sets its name. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets the user that it runs as. */
        public Builder owner(String owner) {
            this.owner = owner;
            return this;
        }

        /** Sets its command line. */
        public Builder commandLine(String commandLine) {
            this.commandLine = commandLine;
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

        /** Sets how it ended. */
        public Builder exitCode(int exitCode) {
            this.exitCode = exitCode;
            return this;
        }

        /** The finished value. */
        public VsphereProcess build() {
            return new VsphereProcess(this);
        }
    }
}
