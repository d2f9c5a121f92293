/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.natives.Callbacks;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of a host: registered with libvirt when somebody first wants them, and again whenever the connection was lost.
 *
 * <p>Thread-safe.
 */
public final class EventFeed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventFeed.class.getName());

    /** So many signals wait for a slow listener; a host with thousands of guests restarts them all in one burst. */
    private static final int CAPACITY = 65_536;

    /** A host that does not take the farewell is left alone after this time. */
    private static final int FAREWELL_SECONDS = 2;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final VirLink link;
    private final LinkListener listener;
    private final ReentrantLock starting = new ReentrantLock();
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();

    /** The connection that is registered; written by whoever starts it, and later by the feed's thread. */
    private volatile @Nullable Registration registration;

    private volatile boolean broken;
    private volatile boolean closed;

    /** Guarded by {@link #starting}. */
    private @Nullable Thread thread;

    /** A feed that does nothing before {@link #start}. */
    public EventFeed(VirLink link, LinkListener listener) {
        this.link = link;
        this.listener = listener;
    }

    /** Registers with libvirt, if that has not been done; what happens after the return is told. */
    public void start() {
        starting.lock();
        try {
            if (thread == null) {
                registration = register();
                Thread created = new Thread(this::run, "libvirt-feed");
                created.setDaemon(true);
                created.start();
                thread = created;
            }
        } finally {
            starting.unlock();
        }
    }

    /** A connection, with what has to be taken back before it is closed. */
    private record Registration(Sessions.Lease lease, List<Callback> callbacks) {
        record Callback(Signal.Kind kind, int id, long token) {}
    }

    private Registration register() {
        Sessions.Lease lease = link.lease(link.deadline());
        try {
            Registration made = new Registration(lease, new ArrayList<>());
            link.on(lease.session(), Purpose.of("subscribe"), connection -> {
                registerAll(connection, made.callbacks());
                return Boolean.TRUE;
            });
            broken = false;
            lease.session().onBroken(this::onBroken);
            return made;
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** By whatever thread; must not block. */
    private void onBroken() {
        broken = true;
        // The feed's thread may be waiting; if the queue is full it is not.
        queue.offer(() -> {});
    }

    private void registerAll(long connection, List<Registration.Callback> callbacks) {
        SignalCallbacks.DOMAIN.forEach((event, callback) -> registerOne(
                Signal.Kind.DOMAIN,
                event,
                callbacks,
                token -> VirConnect.virConnectDomainEventRegisterAny(
                        connection, 0, event, Callbacks.address(callback), token, 0)));
        registerOne(
                Signal.Kind.NETWORK,
                0,
                callbacks,
                token -> VirConnect.virConnectNetworkEventRegisterAny(
                        connection, 0, 0, Callbacks.address(SignalCallbacks.NETWORK), token, 0));
        registerOne(
                Signal.Kind.POOL,
                0,
                callbacks,
                token -> VirConnect.virConnectStoragePoolEventRegisterAny(
                        connection, 0, 0, Callbacks.address(SignalCallbacks.POOL), token, 0));
        registerOne(
                Signal.Kind.NODE_DEVICE,
                0,
                callbacks,
                token -> VirConnect.virConnectNodeDeviceEventRegisterAny(
                        connection, 0, 0, Callbacks.address(SignalCallbacks.NODE_DEVICE), token, 0));
    }

    @FunctionalInterface
    private interface Registering {
        int withToken(long token);
    }

    /** Drivers and daemons that do not have an event refuse it; without lifecycle events there is no subscription. */
    private void registerOne(
            Signal.Kind kind, int event, List<Registration.Callback> callbacks, Registering registering) {
        long token = SignalCallbacks.token(kind, event, this::offer);
        try {
            callbacks.add(new Registration.Callback(kind, Vir.check(registering.withToken(token)), token));
        } catch (VirException e) {
            SignalCallbacks.forget(token);
            boolean isEssential = kind == Signal.Kind.DOMAIN && event == 0;
            if (isEssential || !(e.is(VirErrors.NO_SUPPORT) || e.is(VirErrors.INVALID_ARG))) {
                throw e;
            }
        }
    }

    /** On libvirt's thread: never waits. */
    private void offer(Signal signal) {
        if (!queue.offer(() -> listener.happened(signal))) {
            dropped.incrementAndGet();
        }
    }

    private void run() {
        while (!closed) {
            try {
                turn();
            } catch (InterruptedException e) {
                return;
            } catch (HypervisorClosedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "an event of libvirt could not be told", e);
            }
        }
    }

    private void turn() throws InterruptedException {
        @Nullable Runnable next = queue.poll(1, TimeUnit.SECONDS);
        if (next == null) {
            listener.idle();
        } else {
            next.run();
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            listener.lost(lost);
        }
        if (broken && queue.isEmpty()) {
            reconnect();
        }
    }

    private void reconnect() throws InterruptedException {
        letGo();
        Duration pause = FIRST_PAUSE;
        while (!closed && !tryRegistering()) {
            Thread.sleep(pause.toMillis());
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
        if (!closed) {
            listener.reconnected();
        }
    }

    private boolean tryRegistering() {
        try {
            registration = register();
            return true;
        } catch (HypervisorException e) {
            LOG.log(System.Logger.Level.DEBUG, "not yet connected again: {0}", e.getMessage());
            return false;
        }
    }

    /** Of a broken connection; its daemon has forgotten the callbacks, but this side has not. */
    private void letGo() {
        @Nullable Registration old = registration;
        registration = null;
        if (old != null) {
            takeBack(old);
        }
    }

    private static void takeBack(Registration old) {
        Thread thread = new Thread(() -> deregister(old), "libvirt-unsubscribe");
        thread.setDaemon(true);
        thread.start();
        try {
            TimeUnit.SECONDS.timedJoin(thread, FAREWELL_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deregister(Registration old) {
        long connection = old.lease().session().connection();
        for (Registration.Callback callback : old.callbacks()) {
            SignalCallbacks.forget(callback.token());
            int result = deregister(connection, callback);
            if (result < 0) {
                LOG.log(System.Logger.Level.DEBUG, "an event could not be deregistered");
            }
        }
        old.lease().close();
    }

    private static int deregister(long connection, Registration.Callback callback) {
        return switch (callback.kind()) {
            case DOMAIN -> VirConnect.virConnectDomainEventDeregisterAny(connection, callback.id());
            case NETWORK -> VirConnect.virConnectNetworkEventDeregisterAny(connection, callback.id());
            case POOL -> VirConnect.virConnectStoragePoolEventDeregisterAny(connection, callback.id());
            case NODE_DEVICE -> VirConnect.virConnectNodeDeviceEventDeregisterAny(connection, callback.id());
        };
    }

    /** Ends the thread, and takes the registration back. */
    @Override
    public void close() {
        closed = true;
        starting.lock();
        try {
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            starting.unlock();
        }
        letGo();
    }
}
