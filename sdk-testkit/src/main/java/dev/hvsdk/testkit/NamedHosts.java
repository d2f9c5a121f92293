/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The fake hosts that are shared by name, each as long as somebody is connected. Thread-safe. */
final class NamedHosts {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Guarded by {@link #LOCK}. */
    private static final Map<String, Shared> HOSTS = new HashMap<>();

    private NamedHosts() {}

    /** Connects to the host of this name, which is made if nobody is connected to one. */
    static Hypervisor open(String name, Supplier<FakeHost> maker, ConnectSpec spec) {
        LOCK.lock();
        try {
            Shared shared = HOSTS.computeIfAbsent(name, key -> new Shared(maker.get()));
            FakeConnection connection = shared.host.connect(spec);
            shared.connections++;
            connection.whenClosed(() -> leave(name));
            return connection;
        } finally {
            LOCK.unlock();
        }
    }

    private static void leave(String name) {
        LOCK.lock();
        try {
            HOSTS.computeIfPresent(name, (key, shared) -> --shared.connections == 0 ? null : shared);
        } finally {
            LOCK.unlock();
        }
    }

    /** A host and how many are connected to it. Not thread-safe: guarded by {@link #LOCK}. */
    private static final class Shared {
        final FakeHost host;
        int connections;

        Shared(FakeHost host) {
            this.host = host;
        }
    }
}
