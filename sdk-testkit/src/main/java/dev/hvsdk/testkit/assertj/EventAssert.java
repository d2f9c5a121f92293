/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one event.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EventAssert extends AbstractHypervisorAssert<EventAssert, HypervisorEvent> {
    EventAssert(@Nullable HypervisorEvent actual) {
        super(actual, EventAssert.class);
    }

    @Override
    String subject() {
        return "the event";
    }

    private EventAssert is(boolean holds, String expected) {
        return check(holds, expected, "it is '" + actual + "'");
    }

    /** Checks that it tells of this guest. */
    public EventAssert isOfGuest(String name) {
        isNotNull();
        return is(actual instanceof GuestEvent event && event.name().equals(name), "to tell of guest " + name);
    }

    /** Checks that it tells that a guest came to be. */
    public EventAssert isDefinition() {
        isNotNull();
        return is(actual instanceof GuestEvent.Defined, "to tell of a definition");
    }

    /** Checks that it tells that a guest is no more. */
    public EventAssert isUndefinition() {
        isNotNull();
        return is(actual instanceof GuestEvent.Undefined, "to tell of the end of a definition");
    }

    /** Checks that it tells that a guest's definition changed. */
    public EventAssert isChange() {
        isNotNull();
        return is(actual instanceof GuestEvent.Changed, "to tell of a changed definition");
    }

    /** Checks that it tells that a guest went into this state. */
    public EventAssert isChangeTo(GuestState state) {
        isNotNull();
        boolean holds = actual instanceof GuestEvent.StateChanged changed && changed.state() == state;
        return is(holds, "to tell of a change to " + state.id());
    }

    /** Checks that it tells of a loss of at least so many events. */
    public EventAssert isLossOfAtLeast(long events) {
        isNotNull();
        boolean holds = actual instanceof HypervisorEvent.Lost lost && lost.atLeast() >= events;
        return is(holds, "to tell of a loss of at least " + events + " events");
    }

    /** Checks that it tells that the connection was made again. */
    public EventAssert isReconnection() {
        isNotNull();
        return is(actual instanceof HypervisorEvent.Reconnected, "to tell of a reconnection");
    }

    /** Checks when it happened. */
    public EventAssert hasTime(Instant time) {
        isNotNull();
        return checkEqual("time", time, Optional.of(actual.time()));
    }
}
