/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the events that a listener got.
 *
 * <p>Events come by a thread of their own: wait for the last one before asserting. Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EventsAssert extends AbstractHypervisorAssert<EventsAssert, List<HypervisorEvent>> {
    EventsAssert(@Nullable List<HypervisorEvent> actual) {
        super(actual, EventsAssert.class);
    }

    @Override
    String subject() {
        return "the events";
    }

    /** Checks through which states they show a guest go, in order, none left out. */
    public EventsAssert showStates(String guest, GuestState... states) {
        isNotNull();
        List<String> found = actual.stream()
                .filter(GuestEvent.StateChanged.class::isInstance)
                .map(GuestEvent.StateChanged.class::cast)
                .filter(event -> event.name().equals(guest))
                .map(event -> event.state().id())
                .toList();
        List<String> expected = Arrays.stream(states).map(GuestState::id).toList();
        return check(
                found.equals(expected),
                "to show guest " + guest + " go to " + Texts.listed(expected),
                "they show " + Texts.listed(found));
    }

    /** Checks that none was lost and the connection held. */
    public EventsAssert haveNoGap() {
        isNotNull();
        boolean holds = actual.stream()
                .noneMatch(
                        event -> event instanceof HypervisorEvent.Lost || event instanceof HypervisorEvent.Reconnected);
        return check(holds, "to have no gap", found());
    }

    /** Checks that there are none. */
    public EventsAssert areNone() {
        isNotNull();
        return check(actual.isEmpty(), "to be none", found());
    }

    private String found() {
        return "they are " + Texts.listed(actual);
    }
}
