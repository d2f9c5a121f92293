/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;

/** A subscription that tells when it is closed by whoever made it. Thread-safe. */
final class WatchedSubscription implements Subscription {
    private final Subscription subscription;
    private final Runnable whenClosed;
    private final AtomicBoolean told = new AtomicBoolean();

    WatchedSubscription(Subscription subscription, Runnable whenClosed) {
        this.subscription = subscription;
        this.whenClosed = whenClosed;
    }

    @Override
    public boolean isOpen() {
        return subscription.isOpen();
    }

    @Override
    public void close() {
        if (told.compareAndSet(false, true)) {
            whenClosed.run();
        }
        subscription.close();
    }
}
