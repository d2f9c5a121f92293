/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

/**
 * A thread that calls one listener of events.
 *
 * <p>Whoever closes a subscription or a connection waits for the delivery in progress. A listener that closes something must
 * therefore never wait for another closer or another delivery, or two of them could wait for each other for ever; by its
 * class a thread is known to be inside a listener.
 */
final class DeliveryThread extends Thread {
    DeliveryThread(String name, Runnable delivery) {
        super(delivery, name);
        // A subscription that nobody closed must not keep a program alive.
        setDaemon(true);
    }

    static boolean isCurrent() {
        return Thread.currentThread() instanceof DeliveryThread;
    }
}
