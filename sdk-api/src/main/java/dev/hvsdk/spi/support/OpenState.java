/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorClosedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection, or what belongs to it, is open; the one owner of that fact and of what is closed with it.
 *
 * <pre>{@code
 * OpenState state = OpenState.of("qemu:///system");
 * EventBus events = state.register(EventBus.of("kvm", 1024, Clock.systemUTC()));   // closed with the state
 * state.checkOpen();                                                              // first line of each public method
 * state.close();                                                                  // the whole of the connection's close()
 * }</pre>
 *
 * <p>A state may be registered with another one. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OpenState implements AutoCloseable {
    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final String what;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();

    /** Guarded by {@link #lock}; in the order of registration. */
    private final Map<Identity, AutoCloseable> children = new LinkedHashMap<>();

    /** Written under {@link #lock}, read without it: {@link #checkOpen} is on every path. */
    private volatile Phase phase = Phase.OPEN;

    /** The thread that closes; guarded by {@link #lock}. */
    private @Nullable Thread closer;

    private OpenState(String what) {
        this.what = what;
    }

    /**
     * The state of something that has just been opened.
     *
     * @param what a redacted URI, or the name of the thing; the subject of {@link HypervisorClosedException}'s message
     */
    public static OpenState of(String what) {
        return new OpenState(what);
    }

    /** Whether {@link #close} has not been called. */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /**
     * Returns if it is open.
     *
     * @throws HypervisorClosedException once {@link #close} has been called
     */
    public void checkOpen() {
        if (!isOpen()) {
            throw closedException();
        }
    }

    HypervisorClosedException closedException() {
        return new HypervisorClosedException(what);
    }

    /**
     * Has something closed with this state.
     *
     * <p>If the state is closed already, or is closed meanwhile, the child is closed by this call before it throws: nothing
     * that was opened during a close is left open.
     *
     * @return the child
     * @throws HypervisorClosedException if this state is closed; a failure to close the child is suppressed in it
     */
    public <C extends AutoCloseable> C register(C child) {
        if (!add(child)) {
            HypervisorClosedException refused = closedException();
            CloseFailures failures = new CloseFailures();
            failures.close(child);
            failures.first().ifPresent(refused::addSuppressed);
            throw refused;
        }
        return child;
    }

    private boolean add(AutoCloseable child) {
        lock.lock();
        try {
            if (phase != Phase.OPEN) {
                return false;
            }
            children.put(new Identity(child), child);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a child that was closed on its own; does nothing if it is not registered. */
    public void unregister(AutoCloseable child) {
        lock.lock();
        try {
            children.remove(new Identity(child));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the state first, so that no call gets in, then ends the calls that wait, then closes the other children, the youngest
     * first.
     *
     * <p>Each child is closed even if another one fails. What they throw is logged once, as one record, because the caller of
     * a {@code close()} can do nothing about it; only an {@link Error} is thrown on, after all are closed. Idempotent. A second
     * caller waits until the first has finished, unless it is a child that is being closed, or a listener of events: the first
     * caller waits for those.
     */
    @Override
    public void close() {
        if (!begin()) {
            awaitClosed();
            return;
        }
        try {
            closeAll(takeYoungestFirst());
        } finally {
            end();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            if (phase != Phase.OPEN) {
                return false;
            }
            phase = Phase.CLOSING;
            closer = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void awaitClosed() {
        lock.lock();
        try {
            boolean awaitedByCloser = closer == Thread.currentThread() || DeliveryThread.isCurrent();
            while (phase == Phase.CLOSING && !awaitedByCloser) {
                closed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<AutoCloseable> takeYoungestFirst() {
        lock.lock();
        try {
            List<AutoCloseable> taken = new ArrayList<>(children.values());
            Collections.reverse(taken);
            // A stable sort: within both groups the youngest stays first.
            taken.sort(Comparator.comparing(child -> !(child instanceof WaitingCall)));
            children.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            phase = Phase.CLOSED;
            closer = null;
            closed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void closeAll(List<AutoCloseable> youngestFirst) {
        CloseFailures failures = new CloseFailures();
        youngestFirst.forEach(failures::close);
        failures.report(what);
    }

    /** Whether it is open, and of what. */
    @Override
    public String toString() {
        return what + (isOpen() ? " (open)" : " (closed)");
    }

    /** A key by identity, so that children with an equals of their own are kept apart; a map by identity has no order. */
    private static final class Identity {
        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // that is what the class is for
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && object == that.object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
