/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Delivers the events of a host to listeners, as {@link dev.hvsdk.api.Hypervisor#subscribe} promises.
 *
 * <pre>{@code
 * EventBus events = state.register(EventBus.of("kvm", 1024, Clock.systemUTC()));
 * events.publish(new GuestEvent.Defined(now, id, "web"));           // from the thread that hears of it; never blocks
 * Subscription subscription = events.subscribe(System.out::println);
 * }</pre>
 *
 * <p>Each subscription has a daemon thread and a bounded queue of its own: a slow listener delays neither the host nor another
 * listener. Events are delivered in the order in which they were published; whoever publishes events of one guest from several
 * threads has to order them himself. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EventBus implements AutoCloseable {
    private final String name;
    private final int capacity;
    private final Clock clock;
    private final OpenState state;
    private final List<EventDelivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicLong threads = new AtomicLong();

    private EventBus(String name, int capacity, Clock clock) {
        this.name = name;
        this.capacity = capacity;
        this.clock = clock;
        this.state = OpenState.of("the event bus of " + name);
    }

    /**
     * A bus without listeners.
     *
     * @param name the first part of the names of its threads: {@code kvm} gives {@code kvm-events-1}
     * @param capacity how many events wait for one slow listener before further ones are lost; at least 1
     * @param clock the time of {@link HypervisorEvent.Lost}
     * @throws IllegalArgumentException if the capacity is below 1
     */
    public static EventBus of(String name, int capacity, Clock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue holds at least 1 event: " + capacity);
        }
        return new EventBus(name, capacity, clock);
    }

    /**
     * Gives the event to each listener that has subscribed; returns before they are called, and never blocks.
     *
     * <p>Where a listener's queue is full, the event is counted, and the listener gets one {@link HypervisorEvent.Lost} in the
     * place of all that it missed in a row. Once the bus is closed, events are dropped: a host may still speak while its
     * connection is being closed.
     */
    public void publish(HypervisorEvent event) {
        for (EventDelivery delivery : deliveries) {
            delivery.offer(event);
        }
    }

    /**
     * Delivers the events from now on to this listener, by a thread of its own.
     *
     * <p>What the listener throws is logged and does not end the delivery. {@link Subscription#close} waits for a delivery in
     * progress; called by a listener of events, it does not wait, since two listeners that close each other would never end.
     *
     * @throws dev.hvsdk.api.HypervisorClosedException if the bus is closed
     */
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        EventDelivery delivery = new EventDelivery(new EventQueue(capacity, clock), listener, this::forget);
        delivery.start(name + "-events-" + threads.incrementAndGet());
        deliveries.add(delivery);
        state.register(delivery);
        return delivery;
    }

    private void forget(EventDelivery delivery) {
        deliveries.remove(delivery);
        state.unregister(delivery);
    }

    /** Ends all subscriptions and their threads, each as its own {@link Subscription#close} does. Idempotent. */
    @Override
    public void close() {
        state.close();
    }
}
