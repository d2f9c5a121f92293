/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.workload;

import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A process that carries a guest: the monitor of a virtual machine, the shim of a container, a language's machine.
 *
 * <p>Of its command line it tells the guest's name and nothing else, because command lines hold secrets. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Workload {
    private final long pid;
    private final Technology technology;
    private final WorkloadState state;
    private final @Nullable String name;
    private final @Nullable String manager;
    private final @Nullable String owner;
    private final @Nullable MemorySize memory;
    private final @Nullable MemoryMeasure measure;

    private Workload(Builder builder) {
        this.pid = builder.pid;
        this.technology = builder.technology;
        this.state = builder.state;
        this.name = builder.name;
        this.manager = builder.manager;
        this.owner = builder.owner;
        this.memory = builder.memory;
        this.measure = builder.measure;
    }

    /** Starts a workload of a technology, carried by this process. */
    public static Builder builder(long pid, Technology technology) {
        return new Builder(pid, technology);
    }

    /** The number of the process. */
    public long pid() {
        return pid;
    }

    /** What it is: {@code kvm}, {@code docker}, {@code jvm}. */
    public Technology technology() {
        return technology;
    }

    /** What the process does. */
    public WorkloadState state() {
        return state;
    }

    /** The guest's name or identifier; of a language's machine, the program. Empty where the command line has none. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Who started it and manages it, such as {@code libvirt}, where the command line tells; empty if it does not. */
    public Optional<String> manager() {
        return Optional.ofNullable(manager);
    }

    /** The user that it runs as, by name or else by number. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** The memory of this process: a container's shim is small, whatever its container uses. */
    public Optional<MemorySize> memory() {
        return Optional.ofNullable(memory);
    }

    /** How the memory was counted, if it was. */
    public Optional<MemoryMeasure> measure() {
        return Optional.ofNullable(measure);
    }

    /** The technology, the name and the process. */
    @Override
    public String toString() {
        return technology.id() + " " + name().orElse("without a name") + ", process " + pid;
    }

    /** Builds a workload. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final long pid;
        private final Technology technology;
        private WorkloadState state = WorkloadState.UNKNOWN;
        private @Nullable String name;
        private @Nullable String manager;
        private @Nullable String owner;
        private @Nullable MemorySize memory;
        private @Nullable MemoryMeasure measure;

        private Builder(long pid, Technology technology) {
            this.pid = pid;
            this.technology = technology;
        }

        /** What the process does; not known unless it is said. */
        public Builder state(WorkloadState value) {
            this.state = value;
            return this;
        }

        /** The guest's name. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** Who manages it. */
        public Builder manager(String value) {
            this.manager = value;
            return this;
        }

        /** The user that it runs as. */
        public Builder owner(String value) {
            this.owner = value;
            return this;
        }

        /** The memory of the process, and how it was counted. */
        public Builder memory(MemorySize value, MemoryMeasure counted) {
            this.memory = value;
            this.measure = counted;
            return this;
        }

        /** The workload. */
        public Workload build() {
            return new Workload(this);
        }
    }
}
