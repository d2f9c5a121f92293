/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A pool of a host's CPUs with a scheduler of its own; a domain is in one pool, and a CPU in at most one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class XenCpuPool {
    private final String name;
    private final String scheduler;
    private final SortedSet<Integer> cpus;
    private final int domains;

    private XenCpuPool(String name, String scheduler, Collection<Integer> cpus, int domains) {
        this.name = name;
        this.scheduler = scheduler;
        this.cpus = Collections.unmodifiableSortedSet(new TreeSet<>(cpus));
        this.domains = domains;
    }

    /** One reading of a pool. */
    public static XenCpuPool of(String name, String scheduler, Collection<Integer> cpus, int domains) {
        return new XenCpuPool(name, scheduler, cpus, domains);
    }

    /** Its name; dom0's is {@code Pool-0}. */
    public String name() {
        return name;
    }

    /** Its scheduler by Xen's name: {@code credit2}, {@code credit}, {@code rtds}, {@code null}. */
    public String scheduler() {
        return scheduler;
    }

    /** The numbers of its CPUs, in order. */
    public SortedSet<Integer> cpus() {
        return cpus;
    }

    /** How many domains are in it, dom0 too. */
    public int domains() {
        return domains;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XenCpuPool that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private Object[] parts() {
        return new Object[] {name, scheduler, cpus, domains};
    }

    /** Such as {@code Pool-0 (credit2, CPUs [0, 1])}. */
    @Override
    public String toString() {
        return name + " (" + scheduler + ", CPUs " + cpus + ")";
    }
}
