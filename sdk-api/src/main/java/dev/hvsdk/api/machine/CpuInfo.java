/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The CPU of a machine, as one consistent reading.
 *
 * <p>Machines with different kinds of cores are described by the first online one. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuInfo {
    private final @Nullable String architecture;
    private final @Nullable String vendor;
    private final @Nullable String model;
    private final @Nullable Integer familyNumber;
    private final @Nullable Integer modelNumber;
    private final @Nullable Integer stepping;
    private final Set<String> flags;
    private final CpuTopology topology;

    private CpuInfo(Builder builder) {
        architecture = builder.architecture;
        vendor = builder.vendor;
        model = builder.model;
        familyNumber = builder.familyNumber;
        modelNumber = builder.modelNumber;
        stepping = builder.stepping;
        flags = Collections.unmodifiableSet(new LinkedHashSet<>(builder.flags));
        topology = builder.topology;
    }

    /** Starts a description of which nothing is known. */
    public static Builder builder() {
        return new Builder();
    }

    /** The architecture by the kernel's name ({@code uname -m}): {@code x86_64}, {@code aarch64}, {@code s390x}. */
    public Optional<String> architecture() {
        return Optional.ofNullable(architecture);
    }

    /** The maker as the CPU says it: {@code GenuineIntel}, {@code AuthenticAMD}, {@code ARM}, {@code IBM/S390}. */
    public Optional<String> vendor() {
        return Optional.ofNullable(vendor);
    }

    /** The model's name for people: {@code AMD EPYC 7451 24-Core Processor}. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The display family of an x86 CPU (extended family added, as Intel SDM vol. 2A CPUID says). */
    public OptionalInt familyNumber() {
        return Numbers.optional(familyNumber);
    }

    /** The display model of an x86 CPU (extended model included). */
    public OptionalInt modelNumber() {
        return Numbers.optional(modelNumber);
    }

    /** The stepping of an x86 CPU. */
    public OptionalInt stepping() {
        return Numbers.optional(stepping);
    }

    /** The flags or features that the kernel shows, by the kernel's names, in its order. */
    public Set<String> flags() {
        return flags;
    }

    /** Sockets, cores, threads and NUMA nodes. */
    public CpuTopology topology() {
        return topology;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CpuInfo that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    /** The model, or the architecture where the model is not known. */
    @Override
    public String toString() {
        return model().or(this::architecture).orElse("CPU");
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {architecture, vendor, model, familyNumber, modelNumber, stepping, flags, topology
        };
    }

    /** Collects a description. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable String architecture;
        private @Nullable String vendor;
        private @Nullable String model;
        private @Nullable Integer familyNumber;
        private @Nullable Integer modelNumber;
        private @Nullable Integer stepping;
        private Set<String> flags = Set.of();
        private CpuTopology topology = CpuTopology.builder().build();

        private Builder() {}

        /** Sets the architecture by the kernel's name. */
        public Builder architecture(String architecture) {
            this.architecture = architecture;
            return this;
        }

        /** Sets the maker as the CPU says it. */
        public Builder vendor(String vendor) {
            this.vendor = vendor;
            return this;
        }

        /** Sets the model's name for people. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** Sets the display family of an x86 CPU. */
        public Builder familyNumber(int familyNumber) {
            this.familyNumber = familyNumber;
            return this;
        }

        /** Sets the display model of an x86 CPU. */
        public Builder modelNumber(int modelNumber) {
            this.modelNumber = modelNumber;
            return this;
        }

        /** Sets the stepping of an x86 CPU. */
        public Builder stepping(int stepping) {
            this.stepping = stepping;
            return this;
        }

        /** Sets the flags by the kernel's names. */
        public Builder flags(Set<String> flags) {
            this.flags = flags;
            return this;
        }

        /** Sets the topology. */
        public Builder topology(CpuTopology topology) {
            this.topology = topology;
            return this;
        }

        /** The description. */
        public CpuInfo build() {
            return new CpuInfo(this);
        }
    }
}
