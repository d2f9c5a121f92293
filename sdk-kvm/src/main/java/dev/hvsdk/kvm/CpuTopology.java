/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How the virtual CPUs of a guest are arranged, as its system sees them.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuTopology {
    private final int sockets;
    private final int cores;
    private final int threads;

    private CpuTopology(int sockets, int cores, int threads) {
        this.sockets = positive("sockets", sockets);
        this.cores = positive("cores", cores);
        this.threads = positive("threads", threads);
    }

    /**
     * So many sockets, cores in each, and threads in each of those.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public static CpuTopology of(int sockets, int cores, int threads) {
        return new CpuTopology(sockets, cores, threads);
    }

    private static int positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("there must be at least one of the " + what + ": " + value);
        }
        return value;
    }

    /** The number of sockets. */
    public int sockets() {
        return sockets;
    }

    /** The number of cores in a socket. */
    public int cores() {
        return cores;
    }

    /** The number of threads in a core. */
    public int threads() {
        return threads;
    }

    /** The number of virtual CPUs that it makes. */
    public int vcpus() {
        return Math.multiplyExact(Math.multiplyExact(sockets, cores), threads);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CpuTopology that
                && sockets == that.sockets
                && cores == that.cores
                && threads == that.threads;
    }

    @Override
    public int hashCode() {
        return Objects.hash(sockets, cores, threads);
    }

    /** Such as {@code 1 x 4 x 2}. */
    @Override
    public String toString() {
        return sockets + " x " + cores + " x " + threads;
    }
}
