/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.HypervisorClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The native connections for one kind of calls: made when needed, and made again when they broke.
 *
 * <p>A daemon serves five calls of one connection at a time (max_client_requests of libvirtd.conf). Calls on guests that hang
 * never come back, so that a few of them would hold up all others: when a connection has as many calls as it may, another is
 * opened.
 *
 * <p>And libvirt's client loses wake-ups: while one thread waits for an answer that does not come, the calls of others on the
 * same connection may stand still until the next sign of life. Calls that may hang are best given a connection each. Thread-safe.
 */
final class Sessions implements AutoCloseable {
    /** A host that does not take the farewell is left alone after this time. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Supplier<Session> opener;
    private final int callsEach;
    private final int most;
    private final int kept;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final List<Slot> slots = new ArrayList<>();

    private boolean closed;

    /**
     * @param opener makes a connection; may block
     * @param callsEach how many calls one connection has at a time, before another is made
     * @param most how many connections there are at most; then calls share them
     */
    Sessions(Supplier<Session> opener, int callsEach, int most) {
        this(opener, callsEach, most, 1);
    }

    /**
     * @param opener makes a connection; may block
     * @param callsEach how many calls one connection has at a time, before another is made
     * @param most how many connections there are at most; then calls share them
     * @param kept how many stay open when nobody uses them
     */
    Sessions(Supplier<Session> opener, int callsEach, int most, int kept) {
        this.opener = opener;
        this.callsEach = callsEach;
        this.most = most;
        this.kept = kept;
    }

    /** A place for a connection that is being opened, or is open. */
    private static final class Slot {
        final CompletableFuture<Session> session = new CompletableFuture<>();

        /** Guarded by the lock of the owner, as that below. */
        int calls;

        boolean isBeingOpened;

        Optional<Session> opened() {
            return session.isDone() && !session.isCompletedExceptionally()
                    ? Optional.of(session.join())
                    : Optional.empty();
        }
    }

    /** A connection in use, which is not closed before it is given back. */
    final class Lease implements AutoCloseable {
        private final Slot slot;
        private final Session session;

        private Lease(Slot slot, Session session) {
            this.slot = slot;
            this.session = session;
        }

        Session session() {
            return session;
        }

        @Override
        public void close() {
            giveBack(slot);
        }
    }

    /** Makes a call on a connection that works, opened if need be. */
    <T> T use(Purpose purpose, ConnectCall<T> call) {
        try (Lease lease = lease()) {
            return lease.session().call(purpose, call);
        }
    }

    /** A connection that works, opened if need be. */
    Lease lease() {
        dropBroken();
        Slot slot = take();
        try {
            return new Lease(slot, opened(slot));
        } catch (RuntimeException | Error e) {
            giveBack(slot);
            throw e;
        }
    }

    /** Looks outside of the lock, since it tells those who want to know. */
    private void dropBroken() {
        for (Slot slot : snapshot()) {
            if (slot.opened().filter(session -> !session.isAlive()).isPresent()) {
                drop(slot);
            }
        }
    }

    private List<Slot> snapshot() {
        lock.lock();
        try {
            return List.copyOf(slots);
        } finally {
            lock.unlock();
        }
    }

    private void drop(Slot slot) {
        @Nullable Session idle = null;
        lock.lock();
        try {
            if (slots.remove(slot) && slot.calls == 0) {
                idle = slot.opened().orElse(null);
            }
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            idle.close();
        }
    }

    private Slot take() {
        lock.lock();
        try {
            if (closed) {
                throw new HypervisorClosedException("the connection");
            }
            Slot slot = leastBusy().orElseGet(this::added);
            slot.calls++;
            return slot;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Slot> leastBusy() {
        return slots.stream()
                .min(Comparator.comparingInt(slot -> slot.calls))
                .filter(slot -> slot.calls < callsEach || slots.size() >= most);
    }

    private Slot added() {
        Slot slot = new Slot();
        slots.add(slot);
        return slot;
    }

    /** The first who comes opens it, the others wait for him. */
    private Session opened(Slot slot) {
        if (isOpener(slot)) {
            open(slot);
        }
        try {
            return slot.session.join();
        } catch (CompletionException e) {
            throw anew(e);
        }
    }

    private boolean isOpener(Slot slot) {
        lock.lock();
        try {
            boolean isFirst = !slot.isBeingOpened;
            slot.isBeingOpened = true;
            return isFirst;
        } finally {
            lock.unlock();
        }
    }

    private void open(Slot slot) {
        try {
            slot.session.complete(opener.get());
        } catch (RuntimeException | Error e) {
            drop(slot);
            slot.session.completeExceptionally(e);
        }
    }

    private static RuntimeException anew(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    /** Closes a connection that nobody uses, if it is one of too many, has broken, or all are to be closed. */
    private void giveBack(Slot slot) {
        @Nullable Session idle = null;
        lock.lock();
        try {
            slot.calls--;
            boolean isListed = slots.contains(slot);
            boolean isExtra = isListed && slots.indexOf(slot) >= kept;
            if (slot.calls == 0 && (!isListed || isExtra)) {
                slots.remove(slot);
                idle = slot.opened().orElse(null);
            }
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            idle.close();
        }
    }

    /** Closes those that nobody uses now, and each of the others when its last call has returned. */
    @Override
    public void close() {
        List<Session> idle = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            slots.stream()
                    .filter(slot -> slot.calls == 0)
                    .forEach(slot -> slot.opened().ifPresent(idle::add));
            slots.clear();
        } finally {
            lock.unlock();
        }
        sayFarewell(idle);
    }

    private static void sayFarewell(List<Session> idle) {
        if (idle.isEmpty()) {
            return;
        }
        Thread thread = new Thread(() -> idle.forEach(Session::close), "libvirt-close");
        thread.setDaemon(true);
        thread.start();
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, FAREWELL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
