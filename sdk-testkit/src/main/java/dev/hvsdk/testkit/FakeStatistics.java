/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;

/** The counters of a guest of a fake host. Thread-safe. */
final class FakeStatistics implements Statistics {
    private final FakeGuest guest;

    FakeStatistics(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public GuestStatistics read() {
        return guest.read(host -> host.withGuest(
                guest.id(),
                "read statistics",
                found -> Counters.of(found, host.clock().instant())));
    }
}
