/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@link SpecOptions} of a host: its name, what it means, and which values it takes.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SpecOption {
    private final String name;
    private final String meaning;
    private final List<String> choices;
    private final @Nullable String form;
    private final @Nullable String usual;

    private SpecOption(Builder builder) {
        name = builder.name;
        meaning = builder.meaning;
        choices = builder.choices;
        form = builder.form;
        usual = builder.usual;
    }

    /**
     * Starts an option.
     *
     * @param name in lower case with dashes: {@code console-log}
     * @param meaning what it is for, as a clause for people
     * @throws IllegalArgumentException if one of them is blank
     */
    public static Builder builder(String name, String meaning) {
        return new Builder(name, meaning);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it is for. */
    public String meaning() {
        return meaning;
    }

    /** All values that it can have; empty if there are too many to name. */
    public List<String> choices() {
        return choices;
    }

    /** How a value is written, for people: {@code MODEL[,+FEATURE][,-FEATURE]}; empty if the choices say it all. */
    public Optional<String> form() {
        return Optional.ofNullable(form);
    }

    /** The value where it is not named; empty if that depends on the host or the guest. */
    public Optional<String> usual() {
        return Optional.ofNullable(usual);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpecOption that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, meaning, choices, form, usual};
    }

    /** Such as {@code acceleration=auto|kvm|tcg}. */
    @Override
    public String toString() {
        return name + "=" + form().orElseGet(() -> choices.isEmpty() ? "VALUE" : String.join("|", choices));
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String name;
        private final String meaning;
        private List<String> choices = List.of();
        private @Nullable String form;
        private @Nullable String usual;

        private Builder(String name, String meaning) {
            if (name.isBlank() || meaning.isBlank()) {
                throw new IllegalArgumentException(
                        "an option has a name and a meaning: '" + name + "', '" + meaning + "'");
            }
            this.name = name;
            this.meaning = meaning;
        }

        /** Sets all values that it can have. */
        public Builder choices(List<String> choices) {
            this.choices = List.copyOf(choices);
            return this;
        }

        /** Sets how a value is written. */
        public Builder form(String form) {
            this.form = form;
            return this;
        }

        /** Sets the value where it is not named. */
        public Builder usual(String usual) {
            this.usual = usual;
            return this;
        }

        /** The finished value. */
        public SpecOption build() {
            return new SpecOption(this);
        }
    }
}
