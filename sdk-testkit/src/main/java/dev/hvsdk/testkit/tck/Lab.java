/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The connections and guests of one rule; closed, nothing is left of either. Thread-safe. */
final class Lab implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lab.class.getName());

    /** Apart from the guests of another run on the same host. */
    private static final String RUN = Long.toString(ProcessHandle.current().pid(), 36);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TckSubject subject;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Hypervisor> connections = new ConcurrentLinkedQueue<>();
    private final Queue<GuestId> guests = new ConcurrentLinkedQueue<>();
    private @Nullable Hypervisor first;

    Lab(TckSubject subject) {
        this.subject = subject;
    }

    /** The connection that most rules need no second of. */
    Hypervisor host() {
        lock.lock();
        try {
            if (first == null) {
                first = open();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    Hypervisor open() {
        return open(spec -> spec);
    }

    Hypervisor open(UnaryOperator<ConnectSpec.Builder> change) {
        Hypervisor host =
                subject.provider().open(change.apply(subject.connection()).build());
        connections.add(host);
        return host;
    }

    /** A name that no other guest of the kit bears. */
    String newName() {
        return subject.namePrefix() + RUN + "-" + COUNT.incrementAndGet();
    }

    /** A guest that was just made. */
    Guest make() {
        GuestSpec spec = subject.guest(newName()).build();
        try {
            return make(spec);
        } catch (HypervisorException e) {
            // Else the rule's own hint would send the author to a place that was never reached.
            throw new AssertionError("define() gave no guest to try the rule on, see HV-401 first: " + e, e);
        }
    }

    Guest make(GuestSpec spec) {
        return make(host(), spec);
    }

    Guest make(Hypervisor host, GuestSpec spec) {
        Guest guest = host.define(spec).await(subject.patience());
        guests.add(guest.id());
        return guest;
    }

    /** Removes the guest in the end. */
    void own(Guest guest) {
        guests.add(guest.id());
    }

    @Override
    public void close() {
        connections.forEach(Hypervisor::close);
        if (guests.isEmpty()) {
            return;
        }
        try (Hypervisor host = subject.provider().open(subject.connection().build())) {
            guests.forEach(id -> removeQuietly(host, id));
        }
    }

    private void removeQuietly(Hypervisor host, GuestId id) {
        try {
            subject.remove(host, host.guest(id).info());
        } catch (HypervisorException.NotFound e) {
            LOG.log(System.Logger.Level.DEBUG, "the rule removed its guest itself", e);
        } catch (HypervisorException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "guest " + id + " of the kit could not be removed", e);
        }
    }

    /** Removes the guests that runs left behind, known by their names. */
    static void sweep(TckSubject subject) {
        Lab lab = new Lab(subject);
        Bounded.failure(
                () -> {
                    List<GuestInfo> left = lab.host().guests().stream()
                            .filter(guest -> guest.name().startsWith(subject.namePrefix()))
                            .toList();
                    left.forEach(guest -> lab.guests.add(guest.id()));
                    lab.close();
                    return null;
                },
                subject.patience());
    }
}
