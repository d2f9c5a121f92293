/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The way between a fake host and those that are connected to it: whether it works, and the events that go over it.
 *
 * <p>Sinks are called while the lock is held and must not block. Thread-safe.
 */
final class Link {
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final Set<Consumer<HypervisorEvent>> sinks = new LinkedHashSet<>();

    private final List<Runnable> whenCut = new ArrayList<>();

    private boolean isCut;
    private long toLose;
    private long lost;

    Link(Clock clock) {
        this.clock = clock;
    }

    /** Sends all later events there too. */
    void connect(Consumer<HypervisorEvent> sink) {
        locked(() -> sinks.add(sink));
    }

    void disconnect(Consumer<HypervisorEvent> sink) {
        locked(() -> sinks.remove(sink));
    }

    void publish(HypervisorEvent event) {
        locked(() -> {
            if (isCut) {
                return;
            }
            if (toLose > 0) {
                lose();
            } else {
                send(event);
            }
        });
    }

    private void lose() {
        lost++;
        toLose--;
        if (toLose == 0) {
            send(new HypervisorEvent.Lost(clock.instant(), lost));
            lost = 0;
        }
    }

    private void send(HypervisorEvent event) {
        sinks.forEach(sink -> sink.accept(event));
    }

    /** Has the next events not arrive; when the last of them is lost, all are told of the gap. */
    void loseNext(int events) {
        locked(() -> toLose += events);
    }

    void cut() {
        List<Runnable> told = new ArrayList<>();
        locked(() -> {
            isCut = true;
            told.addAll(whenCut);
        });
        told.forEach(Runnable::run);
    }

    /** Does this too whenever the way is cut. */
    void onCut(Runnable action) {
        locked(() -> whenCut.add(action));
    }

    /** Those that are connected learn that there was a gap, in which what was being lost has ended. */
    void restore() {
        locked(() -> {
            if (isCut) {
                isCut = false;
                toLose = 0;
                lost = 0;
                send(new HypervisorEvent.Reconnected(clock.instant()));
            }
        });
    }

    /** Throws if the host cannot be reached now. */
    void check(Call call) {
        if (isCut()) {
            throw broken(call);
        }
    }

    boolean isCut() {
        lock.lock();
        try {
            return isCut;
        } finally {
            lock.unlock();
        }
    }

    static HypervisorException.Unreachable broken(Call call) {
        return HostCore.ERRORS
                .operation(call.kind().verb())
                .subject(call.subject())
                .asTransient()
                .remedy("try again when it is back")
                .unreachable("the connection to the host is broken");
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
