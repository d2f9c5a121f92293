/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What comes of an action on a guest, or why it is refused. Not thread-safe: guarded by its owner. */
final class ActionRules {
    private final Family family;
    private final DeviceTable devices;

    ActionRules(Family family, DeviceTable devices) {
        this.family = family;
        this.devices = devices;
    }

    /** The way that the state machine says, unless there is a saved state to go on from. */
    List<Step> path(GuestRecord guest, Action action) {
        List<Step> path = family.transitions().path(guest.state(), action).orElseThrow(() -> wrongState(guest, action));
        if (action == Action.SAVE && !devices.of(guest.id()).isEmpty()) {
            throw errors(guest, action)
                    .remedy("detach them first")
                    .conflict("it has devices of its host, whose state cannot be written");
        }
        GuestState saved = guest.kept().saved();
        return action == Action.START && saved != null
                ? List.of(new Step(saved, family.reason(StateReason.RESTORED)))
                : path;
    }

    private static ErrorFactory errors(GuestRecord guest, Action action) {
        return HostCore.ERRORS.operation(action.verb()).subject("guest " + guest.name());
    }

    private HypervisorException wrongState(GuestRecord guest, Action action) {
        Transitions transitions = family.transitions();
        String possible = names(transitions.possibleIn(guest.state()), Action::verb);
        String needed = names(transitions.statesFor(action), GuestState::id);
        return errors(guest, action)
                .remedy("possible now: " + possible)
                .wrongState("it is " + guest.state().id() + " and would have to be " + needed);
    }

    private static <T> String names(Set<T> values, Function<T, String> name) {
        return values.stream().map(name).collect(Collectors.joining(" or "));
    }
}
