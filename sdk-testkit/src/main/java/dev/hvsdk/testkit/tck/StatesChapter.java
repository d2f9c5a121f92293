/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import java.util.stream.Stream;

/** What a reading says about the state of a guest. */
abstract class StatesChapter extends TckChapter {
    @TckRule(
            id = "HV-451",
            statement = "the reason that an operation ends with is the one that is read after it",
            reason = "a reason that changes without an event is no reason",
            hint = "the conversion of states and reasons")
    void reasonsAreStable() {
        Guest guest = stopped();
        GuestInfo ended = await(guest.start());
        Expect.equal(ended.reason(), guest.info().reason(), "the reason, read again,");
    }

    @TckRule(
            id = "HV-452",
            statement = "a guest that was started on request is not said to be crashed, saved, or restored",
            reason = "operators act upon reasons",
            hint = "the table from the host's codes to StateReason")
    void startedGuestsAreBooted() {
        Guest guest = running();
        guest.info()
                .reason()
                .ifPresent(reason -> Expect.that(
                        reason.equals(StateReason.BOOTED) || isUnknownToTheKit(reason),
                        () -> "a started guest runs because: " + reason));
    }

    /** A family's own reason, which the kit cannot judge. */
    private static boolean isUnknownToTheKit(StateReason reason) {
        return Stream.of(
                        StateReason.SHUTDOWN,
                        StateReason.DESTROYED,
                        StateReason.EXITED,
                        StateReason.OUT_OF_MEMORY,
                        StateReason.MIGRATED,
                        StateReason.SAVED,
                        StateReason.RESTORED,
                        StateReason.FROM_SNAPSHOT,
                        StateReason.IO_ERROR,
                        StateReason.PANICKED,
                        StateReason.FAILED)
                .noneMatch(reason::equals);
    }

    @TckRule(
            id = "HV-453",
            statement = "a stopped guest has no start time and no CPU time",
            reason = "users compute from them how long it has run",
            hint = "GuestInfo.startedAt() and cpuTime(): the host's zero means that there is none")
    void stoppedGuestsHaveNoTimes() {
        Guest guest = running();
        GuestInfo info = await(guest.stop());
        Expect.equal(GuestState.STOPPED, info.state(), "the state");
        Expect.that(info.startedAt().isEmpty(), () -> "it was started at " + info.startedAt());
        Expect.that(info.cpuTime().isEmpty(), () -> "its CPU time is " + info.cpuTime());
    }

    @TckRule(
            id = "HV-454",
            statement = "a guest that runs was not started before it was made, and keeps its start time",
            reason = "the start time tells a restart from a long run",
            hint = "GuestInfo.startedAt(): it comes from the host and not from the time of reading")
    void startTimesAreStable() {
        Guest guest = running();
        GuestInfo first = guest.info();
        Expect.assume(first.startedAt().isPresent(), () -> "not tested: the host does not tell");
        Expect.equal(first.startedAt(), guest.info().startedAt(), "the start time, read again,");
    }
}
