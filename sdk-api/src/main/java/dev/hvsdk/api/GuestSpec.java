/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
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
 * What guest to make: a portable core, and extensions for what only one family of backends knows.
 *
 * <pre>{@code
 * GuestSpec spec = GuestSpec.builder("web")
 *         .vcpus(2)
 *         .memory(MemorySize.ofGibibytes(2))
 *         .boot(BootSource.disk())
 *         .disk(DiskSpec.builder("default/web.qcow2").size(MemorySize.ofGibibytes(20)).build())
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestSpec {
    private final String name;
    private final @Nullable Integer vcpus;
    private final @Nullable MemorySize memory;
    private final @Nullable BootSource boot;
    private final List<DiskSpec> disks;
    private final List<NicSpec> nics;
    private final List<PassthroughDevice> devices;
    private final Map<Class<? extends GuestExtension>, GuestExtension> extensions;

    private GuestSpec(Builder builder) {
        name = builder.name;
        vcpus = builder.vcpus;
        memory = builder.memory;
        boot = builder.boot;
        disks = List.copyOf(builder.disks);
        nics = List.copyOf(builder.nics);
        devices = List.copyOf(builder.devices);
        // Not Map.copyOf, whose order differs from run to run.
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extensions));
    }

    /**
     * Starts the specification of a guest with this name.
     *
     * @throws IllegalArgumentException if the name is blank; what else a name may hold is the host's decision
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The number of virtual CPUs; empty for one, and for no limit of a container. */
    public OptionalInt vcpus() {
        return vcpus == null ? OptionalInt.empty() : OptionalInt.of(vcpus);
    }

    /** The memory; empty for the backend's default, and for no limit of a container. */
    public Optional<MemorySize> memory() {
        return Optional.ofNullable(memory);
    }

    /** What to start from; empty for the first disk, if there is one. */
    public Optional<BootSource> boot() {
        return Optional.ofNullable(boot);
    }

    /** The disks, in order. */
    public List<DiskSpec> disks() {
        return disks;
    }

    /** The network interfaces, in order. */
    public List<NicSpec> nics() {
        return nics;
    }

    /** The devices of the host that it is given. */
    public List<PassthroughDevice> devices() {
        return devices;
    }

    /** The extension of this type, if there is one. */
    public <E extends GuestExtension> Optional<E> extension(Class<E> type) {
        return Optional.ofNullable(extensions.get(type)).map(type::cast);
    }

    /** All extensions, in the order in which they were added, so that a backend can refuse those that it does not know. */
    public List<GuestExtension> extensions() {
        return List.copyOf(extensions.values());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestSpec that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {name, vcpus, memory, boot, disks, nics, devices, extensions};
    }

    /** Such as {@code guest web}. */
    @Override
    public String toString() {
        return "guest " + name;
    }

    /** Collects a specification. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String name;
        private final List<DiskSpec> disks = new ArrayList<>();
        private final List<NicSpec> nics = new ArrayList<>();
        private final List<PassthroughDevice> devices = new ArrayList<>();
        private final Map<Class<? extends GuestExtension>, GuestExtension> extensions = new LinkedHashMap<>();
        private @Nullable Integer vcpus;
        private @Nullable MemorySize memory;
        private @Nullable BootSource boot;

        private Builder(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the name of a guest cannot be blank");
            }
            this.name = name;
        }

        /** Sets the number of virtual CPUs; throws {@link IllegalArgumentException} if below 1. */
        public Builder vcpus(int vcpus) {
            if (vcpus < 1) {
                throw new IllegalArgumentException("a guest needs at least 1 virtual CPU: " + vcpus);
            }
            this.vcpus = vcpus;
            return this;
        }

        /** Sets the memory. */
        public Builder memory(MemorySize memory) {
            this.memory = memory;
            return this;
        }

        /** Sets what to start from. */
        public Builder boot(BootSource boot) {
            this.boot = boot;
            return this;
        }

        /** Adds a disk. */
        public Builder disk(DiskSpec disk) {
            disks.add(disk);
            return this;
        }

        /** Adds a network interface. */
        public Builder nic(NicSpec nic) {
            nics.add(nic);
            return this;
        }

        /** Adds a device of the host. */
        public Builder device(PassthroughDevice device) {
            devices.add(device);
            return this;
        }

        /** Adds what one family of backends understands; a second one of the same type replaces the first. */
        public Builder with(GuestExtension extension) {
            extensions.put(extension.getClass(), extension);
            return this;
        }

        /** The specification. */
        public GuestSpec build() {
            return new GuestSpec(this);
        }
    }
}
