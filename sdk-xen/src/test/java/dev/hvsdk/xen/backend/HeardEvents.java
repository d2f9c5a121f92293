/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.live.Eventually;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a host has told since this was made, in its order. Thread-safe. */
final class HeardEvents implements AutoCloseable {
    private final Queue<HypervisorEvent> events = new ConcurrentLinkedQueue<>();
    private final Subscription subscription;

    HeardEvents(Hypervisor host) {
        subscription = host.subscribe(events::add);
    }

    /** The states that a guest went through. */
    List<GuestState> states(GuestId guest) {
        return events.stream()
                .filter(GuestEvent.StateChanged.class::isInstance)
                .map(GuestEvent.StateChanged.class::cast)
                .filter(event -> event.guest().equals(guest))
                .map(event -> event.state())
                .toList();
    }

    void await(GuestId guest, GuestState state) {
        Eventually.holds(() -> states(guest).contains(state));
    }

    /** Until these were its last states. */
    void awaitLast(GuestId guest, List<GuestState> last) {
        Eventually.holds(() -> {
            List<GuestState> states = states(guest);
            return states.size() >= last.size()
                    && states.subList(states.size() - last.size(), states.size())
                            .equals(last);
        });
    }

    void await(Class<? extends HypervisorEvent> type) {
        Eventually.holds(() -> events.stream().anyMatch(type::isInstance));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
