/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A program to start inside a guest by VMware Tools.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereProgram {
    private final String path;
    private final @Nullable String arguments;
    private final @Nullable String directory;
    private final Map<String, String> environment;

    private VsphereProgram(Builder builder) {
        path = builder.path;
        arguments = builder.arguments;
        directory = builder.directory;
        // Not Map.copyOf, whose order differs from run to run.
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(builder.environment));
    }

    /** Starts with the whole path of a program in the guest, and no arguments. */
    public static Builder builder(String path) {
        return new Builder(path);
    }

    /** The whole path of the program in the guest: {@code /bin/sh}. */
    public String path() {
        return path;
    }

    /** The arguments as one line; empty for none. */
    public Optional<String> arguments() {
        return Optional.ofNullable(arguments);
    }

    /** The directory to run in; empty for the guest's choice. */
    public Optional<String> directory() {
        return Optional.ofNullable(directory);
    }

    /** The whole environment of the program, in the order in which it was given; empty for the guest's choice. */
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereProgram that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {path, arguments, directory, environment};
    }

    /** The path, without the arguments, which may hold secrets. */
    @Override
    public String toString() {
        return path;
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String path;
        private @Nullable String arguments;
        private @Nullable String directory;
        private final Map<String, String> environment = new LinkedHashMap<>();

        private Builder(String path) {
            this.path = path;
        }

        /**
         * Sets the arguments, as one line.
         *
         * <p>VMware Tools hand it to the system as it is: on Linux a shell reads it, so that what comes from elsewhere has to be quoted for it.
         */
        public Builder arguments(String arguments) {
            this.arguments = arguments;
            return this;
        }

        /** Sets the directory to run in. */
        public Builder directory(String directory) {
            this.directory = directory;
            return this;
        }

        /** Adds a variable; with the first one, the environment of the program is these alone. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** The finished value. */
        public VsphereProgram build() {
            return new VsphereProgram(this);
        }
    }
}
