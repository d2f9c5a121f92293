/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import dev.hvsdk.testkit.Leftover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** The hosts of one test by their names; closed with the test's store where no {@code afterEach} is reached. Thread-safe. */
final class TestHosts implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<String, TestHost> hosts = new LinkedHashMap<>();

    TestHost host(String name, HostPlan plan) {
        lock.lock();
        try {
            return hosts.computeIfAbsent(name, key -> new TestHost(plan)).as(plan);
        } finally {
            lock.unlock();
        }
    }

    /** Closes all, and throws if the test left something. */
    void closeAndCheck() {
        List<Leftover> left = new ArrayList<>();
        List<TestHost> all = all();
        all.forEach(host -> left.addAll(host.unfinished()));
        close();
        all.forEach(host -> left.addAll(host.unclosed()));
        if (!left.isEmpty()) {
            throw new AssertionError(left.stream()
                    .map(thing -> "\n  " + thing)
                    .collect(Collectors.joining("", "The test left on its fake host:", "")));
        }
    }

    @Override
    public void close() {
        all().forEach(TestHost::close);
    }

    private List<TestHost> all() {
        lock.lock();
        try {
            return List.copyOf(hosts.values());
        } finally {
            lock.unlock();
        }
    }
}
