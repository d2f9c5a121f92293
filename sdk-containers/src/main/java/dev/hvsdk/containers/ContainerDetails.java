/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a container was made with and how it does, as one consistent reading.
 *
 * <p>It holds no environment, where passwords are. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContainerDetails {
    private final @Nullable String image;
    private final @Nullable HealthState health;
    private final @Nullable RestartPolicy restartPolicy;
    private final @Nullable Integer restartCount;
    private final @Nullable Integer exitCode;
    private final Map<String, String> labels;
    private final List<PublishedPort> ports;
    private final List<ContainerMount> mounts;
    private final List<String> devices;

    private ContainerDetails(Builder builder) {
        image = builder.image;
        health = builder.health;
        restartPolicy = builder.restartPolicy;
        restartCount = builder.restartCount;
        exitCode = builder.exitCode;
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(builder.labels));
        ports = List.copyOf(builder.ports);
        mounts = List.copyOf(builder.mounts);
        devices = List.copyOf(builder.devices);
    }

    /** Starts with nothing known. */
    public static Builder builder() {
        return new Builder();
    }

    /** The image by the name that it was asked for. */
    public Optional<String> image() {
        return Optional.ofNullable(image);
    }

    /** What its health check says; empty if it has none, or none was run. */
    public Optional<HealthState> health() {
        return Optional.ofNullable(health);
    }

    /** When the engine starts it again by itself; empty if the engine has a policy that is not known here. */
    public Optional<RestartPolicy> restartPolicy() {
        return Optional.ofNullable(restartPolicy);
    }

    /** How often the engine has started it again by itself. */
    public OptionalInt restartCount() {
        return restartCount == null ? OptionalInt.empty() : OptionalInt.of(restartCount);
    }

    /** The code with which its command ended last; empty while it runs, and before it ever did. */
    public OptionalInt exitCode() {
        return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /** Its labels, with those of the image. */
    public Map<String, String> labels() {
        return labels;
    }

    /** The ports that are reached at the host now; where it does not run, those that were asked for. */
    public List<PublishedPort> ports() {
        return ports;
    }

    /** What is mounted in it, with the volumes that the image asks for. */
    public List<ContainerMount> mounts() {
        return mounts;
    }

    /** The paths of the host's device nodes, and the names of the CDI devices, that it was made with. */
    public List<String> devices() {
        return devices;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerDetails that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            image, health, restartPolicy, restartCount, exitCode, labels, ports, mounts, devices
        };
    }

    /** Such as {@code postgres:18 healthy}. */
    @Override
    public String toString() {
        return image().orElse("container") + health().map(state -> " " + state).orElse("");
    }

    /** Collects a reading. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final List<PublishedPort> ports = new ArrayList<>();
        private final List<ContainerMount> mounts = new ArrayList<>();
        private final List<String> devices = new ArrayList<>();
        private @Nullable String image;
        private @Nullable HealthState health;
        private @Nullable RestartPolicy restartPolicy;
        private @Nullable Integer restartCount;
        private @Nullable Integer exitCode;

        private Builder() {}

        /** Sets the image. */
        public Builder image(String image) {
            this.image = image;
            return this;
        }

        /** Sets what its health check says. */
        public Builder health(HealthState health) {
            this.health = health;
            return this;
        }

        /** Sets when the engine starts it again by itself. */
        public Builder restartPolicy(RestartPolicy policy) {
            this.restartPolicy = policy;
            return this;
        }

        /** Sets how often the engine has started it again by itself. */
        public Builder restartCount(int count) {
            this.restartCount = count;
            return this;
        }

        /** Sets the code with which its command ended last. */
        public Builder exitCode(int code) {
            this.exitCode = code;
            return this;
        }

        /** Adds a label. */
        public Builder label(String name, String value) {
            labels.put(name, value);
            return this;
        }

        /** Adds a port. */
        public Builder port(PublishedPort port) {
            ports.add(port);
            return this;
        }

        /** Adds a mount. */
        public Builder mount(ContainerMount mount) {
            mounts.add(mount);
            return this;
        }

        /** Adds a device. */
        public Builder device(String device) {
            devices.add(device);
            return this;
        }

        /** The reading. */
        public ContainerDetails build() {
            return new ContainerDetails(this);
        }
    }
}
