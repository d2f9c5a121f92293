/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeClock;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.Leftover;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One host of one test, and the connection that the test was given to it. Thread-safe. */
final class TestHost {
    static final Set<Class<?>> VIEWS = Set.of(FakeHost.class, Hypervisor.class, FakeClock.class);

    private final HostPlan plan;
    private final FakeHost host;
    private final ReentrantLock lock = new ReentrantLock();

    /** Made when it is first asked for; guarded by {@link #lock}. */
    private @Nullable Hypervisor connection;

    TestHost(HostPlan plan) {
        this.plan = plan;
        this.host = plan.make();
    }

    /** This host, unless it is another one that was asked for. */
    TestHost as(HostPlan asked) {
        if (asked.saysSomething() && !asked.equals(plan)) {
            throw plan.contradiction(asked);
        }
        return this;
    }

    /** The host as one of {@link #VIEWS}. */
    Object view(Class<?> type) {
        if (type == FakeHost.class) {
            return host;
        }
        return type == FakeClock.class ? host.clock() : connection();
    }

    private Hypervisor connection() {
        lock.lock();
        try {
            Hypervisor open = connection == null ? host.open() : connection;
            connection = open;
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** What the test began and did not finish by the given connection; it ends with that. */
    List<Leftover> unfinished() {
        return host.leftovers().stream()
                .filter(thing -> thing.kind() != Leftover.Kind.CONNECTION)
                .toList();
    }

    /** The connections of the test's own that it did not close; asked after {@link #close}. */
    List<Leftover> unclosed() {
        return host.leftovers().stream()
                .filter(thing -> thing.kind() == Leftover.Kind.CONNECTION)
                .toList();
    }

    void close() {
        Hypervisor given = given();
        if (given != null) {
            given.close();
        }
    }

    private @Nullable Hypervisor given() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }
}
