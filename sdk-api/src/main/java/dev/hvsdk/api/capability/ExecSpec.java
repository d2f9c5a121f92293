/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A command to run inside a guest, as a list of arguments and never as a line for a shell.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExecSpec {
    private static final MemorySize DEFAULT_OUTPUT_LIMIT = MemorySize.ofMebibytes(1);

    private final List<String> command;
    private final Map<String, String> environment;
    private final byte[] input;
    private final MemorySize outputLimit;
    private final @Nullable String workingDirectory;
    private final @Nullable String user;

    private ExecSpec(Builder builder) {
        command = builder.command;
        // Not Map.copyOf, whose order differs from run to run.
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(builder.environment));
        input = builder.input;
        outputLimit = builder.outputLimit;
        workingDirectory = builder.workingDirectory;
        user = builder.user;
    }

    /** The command with its arguments, and the guest's own choices for all else. */
    public static ExecSpec of(String... command) {
        return builder(List.of(command)).build();
    }

    /**
     * Starts with the command and its arguments.
     *
     * @throws IllegalArgumentException if the list is empty
     */
    public static Builder builder(List<String> command) {
        return new Builder(command);
    }

    /** The command and its arguments. */
    public List<String> command() {
        return command;
    }

    /** The variables that are added to the environment, in the order in which they were added. */
    public Map<String, String> environment() {
        return environment;
    }

    /** A copy of what the command reads from its standard input. */
    public byte[] input() {
        return input.clone();
    }

    /** How much of each output stream is kept; 1 MiB unless set. */
    public MemorySize outputLimit() {
        return outputLimit;
    }

    /** The directory to run in; empty for the guest's choice. */
    public Optional<String> workingDirectory() {
        return Optional.ofNullable(workingDirectory);
    }

    /** The user to run as; empty for the guest's choice. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExecSpec that && Arrays.deepEquals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {command, environment, input, outputLimit, workingDirectory, user};
    }

    /** The command without its arguments, which may hold secrets. */
    @Override
    public String toString() {
        return command.get(0);
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final List<String> command;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private byte[] input = {};
        private MemorySize outputLimit = DEFAULT_OUTPUT_LIMIT;
        private @Nullable String workingDirectory;
        private @Nullable String user;

        private Builder(List<String> command) {
            if (command.isEmpty()) {
                throw new IllegalArgumentException("a command needs at least its name");
            }
            this.command = List.copyOf(command);
        }

        /** Adds a variable to the environment. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Sets what the command reads from its standard input; nothing unless called. */
        public Builder input(byte[] input) {
            this.input = input.clone();
            return this;
        }

        /** Sets how much of each output stream is kept. */
        public Builder outputLimit(MemorySize outputLimit) {
            this.outputLimit = outputLimit;
            return this;
        }

        /** Sets the directory to run in. */
        public Builder workingDirectory(String workingDirectory) {
            this.workingDirectory = workingDirectory;
            return this;
        }

        /** Sets the user to run as. */
        public Builder user(String user) {
            this.user = user;
            return this;
        }

        /** The specification. */
        public ExecSpec build() {
            return new ExecSpec(this);
        }
    }
}
