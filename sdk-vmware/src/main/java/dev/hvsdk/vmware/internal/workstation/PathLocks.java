/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Lets one change of a guest happen at a time, and those of most others besides. Thread-safe. */
final class PathLocks {
    private static final int COUNT = 64;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toList();

    void alone(GuestId id, Runnable change) {
        ReentrantLock lock = locks.get(Math.floorMod(id.hashCode(), COUNT));
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
