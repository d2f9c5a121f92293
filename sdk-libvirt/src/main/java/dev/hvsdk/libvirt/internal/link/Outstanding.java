/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.GuestId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which guests have not answered for a while: calls on them are under way, and do not come back. Thread-safe.
 */
final class Outstanding {
    private final LongSupplier ticker;

    /** When each call that is under way began; by the call, since several may be on one guest. */
    private final Map<Call, Long> calls = new ConcurrentHashMap<>();

    Outstanding(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** One call; without equality, so that each is one of its own. */
    private static final class Call {
        final GuestId guest;

        Call(GuestId guest) {
            this.guest = guest;
        }
    }

    <T> T during(GuestId guest, Supplier<T> call) {
        Call key = new Call(guest);
        calls.put(key, ticker.getAsLong());
        try {
            return call.get();
        } finally {
            calls.remove(key);
        }
    }

    /** The guests on which a call has taken longer than this. */
    Set<GuestId> longerThan(Duration time) {
        long now = ticker.getAsLong();
        return calls.entrySet().stream()
                .filter(call -> now - call.getValue() > time.toNanos())
                .map(call -> call.getKey().guest)
                .collect(Collectors.toUnmodifiableSet());
    }
}
