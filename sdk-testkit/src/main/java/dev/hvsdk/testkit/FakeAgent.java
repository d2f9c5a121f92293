/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.GuestInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the agent in a guest of a {@link FakeHost} says, for {@link FakeHost#agent}.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FakeAgent {
    private static final FakeAgent SILENT = new FakeAgent(builder(), false);

    private final boolean answers;
    private final @Nullable String hostname;
    private final List<GuestInterface> interfaces;
    private final int fileSystems;

    private FakeAgent(Builder builder, boolean answers) {
        this.answers = answers;
        hostname = builder.hostname;
        interfaces = List.copyOf(builder.interfaces);
        fileSystems = builder.fileSystems;
    }

    /** An agent that does not answer, as where none is installed: whoever asks gets {@code TimedOut}. */
    public static FakeAgent silent() {
        return SILENT;
    }

    /** Starts the answers of an agent that knows nothing but one file system. */
    public static Builder builder() {
        return new Builder();
    }

    boolean answers() {
        return answers;
    }

    Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    List<GuestInterface> interfaces() {
        return interfaces;
    }

    int fileSystems() {
        return fileSystems;
    }

    /** The host name, or that it is silent. */
    @Override
    public String toString() {
        return answers ? "agent of " + hostname().orElse("a guest without a name") : "silent agent";
    }

    /** Collects the answers. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final List<GuestInterface> interfaces = new ArrayList<>();
        private @Nullable String hostname;
        private int fileSystems = 1;

        private Builder() {}

        /** Sets the host name that the guest gave itself. */
        public Builder hostname(String hostname) {
            this.hostname = hostname;
            return this;
        }

        /** Adds a network interface, as the guest sees it. */
        public Builder networkInterface(GuestInterface networkInterface) {
            interfaces.add(networkInterface);
            return this;
        }

        /**
         * Sets how many file systems it freezes.
         *
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder fileSystems(int fileSystems) {
            if (fileSystems < 1) {
                throw new IllegalArgumentException("a guest has at least 1 file system: " + fileSystems);
            }
            this.fileSystems = fileSystems;
            return this;
        }

        /** The finished agent. */
        public FakeAgent build() {
            return new FakeAgent(this, true);
        }
    }
}
