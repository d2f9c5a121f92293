/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One change of a container at a time, in this process. Thread-safe. */
final class NameLocks {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private NameLocks() {}

    static void run(Path container, Runnable change) {
        ReentrantLock lock = LOCKS.computeIfAbsent(container, any -> new ReentrantLock());
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
