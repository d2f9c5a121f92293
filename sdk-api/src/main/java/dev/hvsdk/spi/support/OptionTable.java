/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.capability.SpecOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Options by name and what each does to a builder, for {@link dev.hvsdk.api.capability.SpecOptions}; refuses what is not known in
 * words that say what is.
 *
 * <p>Immutable.
 *
 * @param <B> the builder that the options fill
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OptionTable<B> {
    private final Map<String, Entry<B>> entries;

    private OptionTable(Builder<B> builder) {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(builder.entries));
    }

    /** Starts without any. */
    public static <B> Builder<B> builder() {
        return new Builder<>();
    }

    /**
     * A value that is a whole number, such as that of an option.
     *
     * @throws IllegalArgumentException with a clause of what is wrong, as the effect of an option has to throw it
     */
    public static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
    }

    /** The options in the order in which they were added. */
    public List<SpecOption> options() {
        return entries.values().stream().map(Entry::option).toList();
    }

    /**
     * Has a builder filled, in the order of the options, whichever the order of the values.
     *
     * @return the builder
     * @throws IllegalArgumentException if a name is not known, or a value is none of the choices or not taken by the builder
     */
    public B fill(B target, Map<String, String> values) {
        List<String> unknown = new ArrayList<>(values.keySet());
        unknown.removeAll(entries.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no option '" + unknown.get(0) + "'; there are " + String.join(", ", entries.keySet()));
        }
        entries.forEach((name, entry) -> {
            @Nullable String value = values.get(name);
            if (value != null) {
                entry.apply(target, value);
            }
        });
        return target;
    }

    private record Entry<B>(SpecOption option, BiConsumer<? super B, String> effect) {
        void apply(B target, String value) {
            boolean isChoice = option.choices().isEmpty() || option.choices().contains(value);
            if (!isChoice || value.isBlank()) {
                throw refused(value, null);
            }
            try {
                effect.accept(target, value);
            } catch (IllegalArgumentException e) {
                throw refused(value, e);
            }
        }

        private IllegalArgumentException refused(String value, @Nullable IllegalArgumentException cause) {
            String permitted = option.form()
                    .map(form -> "it is written " + form)
                    .orElseGet(() -> "it is one of " + String.join(", ", option.choices()));
            String why = cause == null ? "" : ": " + cause.getMessage();
            return new IllegalArgumentException(
                    "the option '" + option.name() + "' cannot be '" + value + "'" + why + "; " + permitted, cause);
        }
    }

    /**
     * Collects options. Not thread-safe: one builder per thread.
     *
     * @param <B> the builder that the options fill
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder<B> {
        private final Map<String, Entry<B>> entries = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds an option.
         *
         * @param effect sets a value, which is one of the choices if there are any; throws {@link IllegalArgumentException} with a
         *     clause of what is wrong
         * @throws IllegalArgumentException if there is one of this name, or neither choices nor a form say what values it takes
         */
        public Builder<B> option(SpecOption option, BiConsumer<? super B, String> effect) {
            if (option.choices().isEmpty() && option.form().isEmpty()) {
                throw new IllegalArgumentException("an option tells its values: " + option.name());
            }
            if (entries.putIfAbsent(option.name(), new Entry<>(option, effect)) != null) {
                throw new IllegalArgumentException("there is an option of this name: " + option.name());
            }
            return this;
        }

        /** The table. */
        public OptionTable<B> build() {
            return new OptionTable<>(this);
        }
    }
}
