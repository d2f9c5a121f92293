/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Subscription;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** One listener, its queue and its thread. Thread-safe. */
final class EventDelivery implements Subscription {
    private static final System.Logger LOG = System.getLogger(EventBus.class.getName());

    private final EventQueue queue;
    private final Consumer<? super HypervisorEvent> listener;
    private final Consumer<EventDelivery> whenClosed;
    private final CountDownLatch ended = new CountDownLatch(1);

    EventDelivery(EventQueue queue, Consumer<? super HypervisorEvent> listener, Consumer<EventDelivery> whenClosed) {
        this.queue = queue;
        this.listener = listener;
        this.whenClosed = whenClosed;
    }

    void start(String threadName) {
        new DeliveryThread(threadName, this::deliverAll).start();
    }

    void offer(HypervisorEvent event) {
        queue.offer(event);
    }

    private void deliverAll() {
        try {
            Optional<HypervisorEvent> event = queue.take();
            while (event.isPresent()) {
                deliver(event.get());
                event = queue.take();
            }
        } finally {
            ended.countDown();
        }
    }

    private void deliver(HypervisorEvent event) {
        try {
            listener.accept(event);
        } catch (Throwable e) {
            // Whatever it is, a checked exception of another language included: the next event has to be delivered.
            LOG.log(System.Logger.Level.WARNING, "a listener failed at the event '" + event + "'", e);
        } finally {
            // An interrupt that the listener left behind was not meant for the delivery.
            Thread.interrupted();
        }
    }

    @Override
    public boolean isOpen() {
        return queue.isOpen();
    }

    @Override
    public void close() {
        queue.close();
        whenClosed.accept(this);
        if (!DeliveryThread.isCurrent()) {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
