/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.ShutdownMethod;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The shutdowns that guests have been asked for and do not obey, and what they ignore. Thread-safe. */
final class Shutdowns {
    private final HeldTasks held;
    private final Map<GuestId, Set<ShutdownMethod>> ignored = new ConcurrentHashMap<>();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    Shutdowns(HeldTasks held) {
        this.held = held;
    }

    /** A shutdown that ends when its guest has stopped, by whatever. Immutable. */
    private record Waiting(GuestId guest, Task<?> task) {}

    void ignore(GuestId guest, Set<ShutdownMethod> methods) {
        ignored.put(guest, Set.copyOf(methods));
    }

    boolean isObeyed(GuestId guest, ShutdownMethod method) {
        return !ignored.getOrDefault(guest, Set.of()).contains(method);
    }

    /** Keeps a task, which is held, until the guest has stopped. */
    void await(GuestId guest, Task<?> task) {
        waiting.add(new Waiting(guest, task));
    }

    /** Ends the waits for a guest that has gone into this state; not while anything is locked. */
    void seen(GuestId guest, GuestState state) {
        if (state.isActive() || waiting.isEmpty()) {
            return;
        }
        List<Waiting> ended =
                waiting.stream().filter(wait -> wait.guest().equals(guest)).toList();
        waiting.removeAll(ended);
        ended.forEach(wait -> held.runLate(wait.task()));
    }
}
