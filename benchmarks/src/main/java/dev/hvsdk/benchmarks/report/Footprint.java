/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import com.sun.management.ThreadMXBean;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.Hypervisor;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

/** Says how much memory handles and readings of guests take, in a JVM of its own. */
public final class Footprint {
    private static final int COLLECTIONS = 4;
    private static final int WARM_UP_ROUNDS = 10;

    private final Hypervisor host;

    private Footprint(Hypervisor host) {
        this.host = host;
    }

    /** Takes the URI of a host with many guests; prints the bytes of a reading, of a handle, and of the garbage of a listing. */
    public static void main(String[] args) {
        try (Hypervisor host = Hypervisors.load().open(args[0])) {
            Footprint footprint = new Footprint(host);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                host.guests();
            }
            System.out.println(footprint.reading() + " " + footprint.handle() + " " + footprint.allocated());
        }
    }

    private long reading() {
        long before = used();
        GuestListing listing = host.guests();
        try {
            return (used() - before) / listing.size();
        } finally {
            Reference.reachabilityFence(listing);
        }
    }

    /** Of handles only: their ids are those of readings that were there before. */
    private long handle() {
        List<GuestInfo> guests = host.guests().asList();
        Guest[] handles = new Guest[guests.size()];
        long before = used();
        try {
            for (int i = 0; i < handles.length; i++) {
                handles[i] = host.guest(guests.get(i).id());
            }
            return (used() - before) / handles.length;
        } finally {
            Reference.reachabilityFence(handles);
        }
    }

    private long allocated() {
        long before = allocatedByAllThreads();
        int guests = host.guests().size();
        return (allocatedByAllThreads() - before) / guests;
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long allocatedByAllThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum();
    }
}
