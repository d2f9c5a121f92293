/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The connections of one fake host, and how they were used. Thread-safe. */
final class Connections {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final Set<Usage> open = new LinkedHashSet<>();

    /** What was objected to of connections that are closed. */
    private final List<String> past = new ArrayList<>();

    private int lastNumber;
    private volatile boolean isStrict;

    void beStrict() {
        isStrict = true;
    }

    boolean isStrict() {
        return isStrict;
    }

    Usage begin() {
        lock.lock();
        try {
            Usage usage = new Usage(++lastNumber);
            open.add(usage);
            return usage;
        } finally {
            lock.unlock();
        }
    }

    /** What was objected to of this connection; empty if it had ended before. */
    List<String> end(Usage usage) {
        List<String> misuses = usage.misuses();
        lock.lock();
        try {
            if (!open.remove(usage)) {
                return List.of();
            }
            past.addAll(misuses);
            return misuses;
        } finally {
            lock.unlock();
        }
    }

    /** A mistake of a connection that is closed. */
    void mistake(String what) {
        lock.lock();
        try {
            past.add(what);
        } finally {
            lock.unlock();
        }
    }

    int open() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    List<Leftover> leftovers() {
        lock.lock();
        try {
            return open.stream().flatMap(usage -> usage.leftovers().stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    List<String> misuses() {
        lock.lock();
        try {
            List<String> all = new ArrayList<>(past);
            open.forEach(usage -> all.addAll(usage.misuses()));
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }
}
