/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How many sockets, cores and threads the online CPUs make up, and which NUMA nodes they belong to.
 *
 * <p>All counts are totals of the machine, not per socket or per core. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuTopology {
    private final @Nullable Integer sockets;
    private final @Nullable Integer cores;
    private final @Nullable Integer threads;
    private final @Nullable Integer numaNodes;
    private final List<Integer> offline;

    private CpuTopology(Builder builder) {
        sockets = builder.sockets;
        cores = builder.cores;
        threads = builder.threads;
        numaNodes = builder.numaNodes;
        offline = List.copyOf(builder.offline);
    }

    /** Starts a topology of which nothing is known. */
    public static Builder builder() {
        return new Builder();
    }

    /** Physical packages with an online CPU. */
    public OptionalInt sockets() {
        return Numbers.optional(sockets);
    }

    /** Cores with an online CPU, in all sockets together. */
    public OptionalInt cores() {
        return Numbers.optional(cores);
    }

    /** Online logical CPUs (hardware threads), in all cores together. */
    public OptionalInt threads() {
        return Numbers.optional(threads);
    }

    /** NUMA nodes that the kernel shows. */
    public OptionalInt numaNodes() {
        return Numbers.optional(numaNodes);
    }

    /** The numbers of the CPUs that are present but offline, ascending. */
    public List<Integer> offline() {
        return offline;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CpuTopology that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {sockets, cores, threads, numaNodes, offline};
    }

    /** Collects a topology. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable Integer sockets;
        private @Nullable Integer cores;
        private @Nullable Integer threads;
        private @Nullable Integer numaNodes;
        private List<Integer> offline = List.of();

        private Builder() {}

        /** Sets the number of sockets, at least 1. */
        public Builder sockets(int sockets) {
            this.sockets = Numbers.positive(sockets, "sockets");
            return this;
        }

        /** Sets the number of cores of all sockets together, at least 1. */
        public Builder cores(int cores) {
            this.cores = Numbers.positive(cores, "cores");
            return this;
        }

        /** Sets the number of online logical CPUs, at least 1. */
        public Builder threads(int threads) {
            this.threads = Numbers.positive(threads, "threads");
            return this;
        }

        /** Sets the number of NUMA nodes, at least 1. */
        public Builder numaNodes(int numaNodes) {
            this.numaNodes = Numbers.positive(numaNodes, "NUMA nodes");
            return this;
        }

        /** Sets the numbers of the CPUs that are offline. */
        public Builder offline(List<Integer> offline) {
            this.offline = offline;
            return this;
        }

        /** The topology. */
        public CpuTopology build() {
            return new CpuTopology(this);
        }
    }
}
