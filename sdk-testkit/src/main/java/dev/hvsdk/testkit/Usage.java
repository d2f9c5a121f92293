/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a program has begun by one connection and not finished, and what it did that it should not. Thread-safe. */
final class Usage {
    private final int connection;
    private final Leftover self;
    private final ReentrantLock lock = new ReentrantLock();

    /** Descriptions by the number of the call; guarded by {@link #lock}, as all below. */
    private final Map<Long, String> unobserved = new LinkedHashMap<>();

    private final Map<Long, String> unclosed = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<Unfinished> unfinished = new ArrayList<>();

    Usage(int connection) {
        this.connection = connection;
        this.self = new Leftover(Leftover.Kind.CONNECTION, String.valueOf(connection), CallSite.find());
    }

    int connection() {
        return connection;
    }

    /** The operation, of which it is remembered whether somebody looks at its end. */
    <T> Operation<T> watch(long number, Operation<T> operation) {
        locked(() -> unobserved.put(number, operation.description()));
        if (!operation.isDone()) {
            String what = operation.description() + " (#" + number + " of connection " + connection + ")";
            begun(Unfinished.of(Leftover.Kind.OPERATION, what, () -> !operation.isDone()));
        }
        return new WatchedOperation<>(operation, () -> locked(() -> unobserved.remove(number)));
    }

    /** The subscription, of which it is remembered whether it was closed. */
    Subscription watch(long number, Subscription subscription, Runnable whenClosed) {
        opened(number, "subscription", Leftover.Kind.SUBSCRIPTION, subscription::isOpen);
        return new WatchedSubscription(subscription, () -> {
            closed(number);
            whenClosed.run();
        });
    }

    /** The console, of which it is remembered whether it was closed: by {@link #closed}. */
    FakeConsoleSession watch(long number, FakeConsoleSession console) {
        opened(number, "console", Leftover.Kind.CONSOLE, console::isOpen);
        return console;
    }

    private void opened(long number, String name, Leftover.Kind kind, BooleanSupplier isOpen) {
        locked(() -> unclosed.put(number, name + " #" + number));
        begun(Unfinished.of(kind, "#" + number + " of connection " + connection, isOpen));
    }

    void closed(long number) {
        locked(() -> unclosed.remove(number));
    }

    private void begun(Unfinished thing) {
        locked(() -> {
            // Here and not when they end, because operations do not tell.
            unfinished.removeIf(Unfinished::isOver);
            return unfinished.add(thing);
        });
    }

    /** The connection itself, and what was begun by it and goes on. */
    List<Leftover> leftovers() {
        return locked(() -> {
            unfinished.removeIf(Unfinished::isOver);
            List<Leftover> all = new ArrayList<>(List.of(self));
            unfinished.forEach(thing -> all.add(thing.asLeftover()));
            return all;
        });
    }

    void mistake(String what) {
        locked(() -> mistakes.add("connection " + connection + ": " + what));
    }

    /** What a strict host objects to: all that is unfinished now, and all mistakes. */
    List<String> misuses() {
        return locked(() -> {
            List<String> all = new ArrayList<>(mistakes);
            unobserved.forEach((number, what) -> all.add("connection " + connection + ": nobody waited for the end of "
                    + what + " (#" + number + "); call await() or completion()"));
            unclosed.values()
                    .forEach(what -> all.add("connection " + connection + ": " + what
                            + " was not closed; close it before the connection"));
            return List.copyOf(all);
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
