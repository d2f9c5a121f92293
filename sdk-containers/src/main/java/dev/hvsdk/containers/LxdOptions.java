/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a container of LXD or Incus can be asked for beyond what all guests can.
 *
 * <pre>{@code
 * GuestSpec.builder("web").with(LxdOptions.builder().profile("default").config("boot.autostart", "true").build())
 * }</pre>
 *
 * <p>The keys and devices are those of the daemon's own documentation, and are given to it as they are. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LxdOptions implements GuestExtension {
    private final List<String> profiles;
    private final Map<String, String> config;
    private final Map<String, Map<String, String>> devices;
    private final boolean ephemeral;
    private final @Nullable String description;

    private LxdOptions(Builder builder) {
        profiles = List.copyOf(builder.profiles);
        config = Collections.unmodifiableMap(new LinkedHashMap<>(builder.config));
        devices = Collections.unmodifiableMap(new LinkedHashMap<>(builder.devices));
        ephemeral = builder.ephemeral;
        description = builder.description;
    }

    /** Starts with what a container has that asks for nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** The profiles that it is made with, the last one first in rank; empty for the profile {@code default}. */
    public List<String> profiles() {
        return profiles;
    }

    /** Keys of its configuration: {@code security.nesting}. */
    public Map<String, String> config() {
        return config;
    }

    /** The keys of each device, by its name. */
    public Map<String, Map<String, String>> devices() {
        return devices;
    }

    /** Whether it is removed when it stops. */
    public boolean ephemeral() {
        return ephemeral;
    }

    /** What to remember about it; empty if nothing. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LxdOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {profiles, config, devices, ephemeral, description};
    }

    /** The profiles and the names of keys and devices; what they hold may be secret. */
    @Override
    public String toString() {
        return "profiles " + profiles + ", config " + config.keySet() + ", devices " + devices.keySet()
                + (ephemeral ? ", ephemeral" : "");
    }

    /** Collects options. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final List<String> profiles = new ArrayList<>();
        private final Map<String, String> config = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> devices = new LinkedHashMap<>();
        private boolean ephemeral;
        private @Nullable String description;

        private Builder() {}

        /** Adds a profile; what it says goes over what those before it say. */
        public Builder profile(String name) {
            profiles.add(name);
            return this;
        }

        /** Sets a key of its configuration. */
        public Builder config(String key, String value) {
            config.put(key, value);
            return this;
        }

        /** Sets a device: {@code device("data", Map.of("type", "disk", "source", "/srv/data", "path", "/data"))}. */
        public Builder device(String name, Map<String, String> keys) {
            // Not Map.copyOf, which loses the order.
            devices.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(keys)));
            return this;
        }

        /** Says whether it is removed when it stops; false unless called. */
        public Builder ephemeral(boolean ephemeral) {
            this.ephemeral = ephemeral;
            return this;
        }

        /** Sets what to remember about it. */
        public Builder description(String description) {
            this.description = description;
            return this;
        }

        /** The finished value. */
        public LxdOptions build() {
            return new LxdOptions(this);
        }
    }
}
