/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.live.Eventually;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** What a host has told since this was made, in its order. Thread-safe. */
final class HeardEvents implements AutoCloseable {
    private final Queue<HypervisorEvent> events = new ConcurrentLinkedQueue<>();
    private final Subscription subscription;

    HeardEvents(Hypervisor host) {
        subscription = host.subscribe(events::add);
    }

    <E extends HypervisorEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <E extends HypervisorEvent> void await(Class<E> type, Predicate<? super E> wanted) {
        Eventually.holds(() -> of(type).stream().anyMatch(wanted));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
