/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import java.util.List;

/** Many threads on one connection. */
abstract class ConcurrencyChapter extends TckChapter {
    private static final int THREADS = 6;

    @TckRule(
            id = "HV-901",
            statement = "threads that work on guests of their own do not disturb each other",
            reason = "a scheduler has one connection and many threads",
            hint = "state that calls share: buffers, native handles, the last error of a library")
    void threadsAreIndependent() {
        Crowd.run(THREADS, patience(), number -> {
            Guest guest = stopped();
            Expect.equal(GuestState.RUNNING, await(guest.start()).state(), "the state after start()");
            Expect.equal(GuestState.RUNNING, listed(guest).state(), "the listed state");
            Expect.equal(GuestState.STOPPED, await(guest.stop()).state(), "the state after stop()");
            return await(guest.undefine());
        });
    }

    @TckRule(
            id = "HV-902",
            statement = "of several threads that start one guest, one succeeds and the others get WrongState",
            reason = "two schedulers must not both believe to have started it",
            hint = "start(): the decision is the host's, not that of a state read before")
    void oneStartSucceeds() {
        Guest guest = stopped();
        List<Throwable> failures = Crowd.failures(THREADS, patience(), number -> await(guest.start()));
        failures.forEach(
                error -> Expect.that(error instanceof HypervisorException.WrongState, () -> "a thread got " + error));
        Expect.equal(THREADS - 1, failures.size(), "the number of threads that were refused");
    }

    @TckRule(
            id = "HV-903",
            statement = "a listing is made while guests come and go, and shows none that was never there",
            reason = "hosts do not stand still for an inventory",
            hint = "guests(): a guest that goes between two calls is left out, and no error")
    void listingsSurviveChanges() {
        Guest stays = stopped();
        Crowd.run(THREADS, patience(), number -> number % 2 == 0 ? comeAndGo() : list(stays));
    }

    private Object comeAndGo() {
        for (int i = 0; i < THREADS; i++) {
            await(stopped().undefine());
        }
        return true;
    }

    private Object list(Guest stays) {
        for (int i = 0; i < THREADS; i++) {
            long found = host().guests().stream()
                    .map(GuestInfo::id)
                    .filter(stays.id()::equals)
                    .count();
            Expect.equal(1L, found, "how often a guest that stays is listed");
        }
        return true;
    }
}
