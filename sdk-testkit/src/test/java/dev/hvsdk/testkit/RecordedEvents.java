/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects the events of a connection, and waits for those that are still on their way. */
final class RecordedEvents implements AutoCloseable {
    private static final String END = "end-of-events";

    private final FakeHost host;
    private final BlockingQueue<HypervisorEvent> events = new LinkedBlockingQueue<>();
    private final Subscription subscription;

    RecordedEvents(FakeHost host, Hypervisor connection) {
        this.host = host;
        this.subscription = connection.subscribe(events::add);
    }

    /** All events until now: those before that of a guest which is made to mark the end. */
    List<HypervisorEvent> untilNow() throws InterruptedException {
        host.withGuest(END, GuestState.STOPPED);
        List<HypervisorEvent> seen = new ArrayList<>();
        while (true) {
            HypervisorEvent event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("the next event").isNotNull();
            if (event instanceof GuestEvent.Defined defined && defined.name().equals(END)) {
                return seen;
            }
            seen.add(event);
        }
    }

    /** As text, such as {@code web running (booted)}. */
    List<String> textUntilNow() throws InterruptedException {
        return untilNow().stream().map(Object::toString).toList();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
