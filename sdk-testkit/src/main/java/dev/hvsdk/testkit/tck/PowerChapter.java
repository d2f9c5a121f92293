/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.StateSaving;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Switches beyond those that each guest has, and states that are saved. */
abstract class PowerChapter extends TckChapter {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TckRule(
            id = "HV-781",
            statement = "reset() ends with the guest that runs on under its id, or is Unsupported",
            reason = "a reset that ends with a stopped or another guest is an outage",
            hint = "PowerControl.reset(): hosts that make a new machine of it")
    void resets() {
        Guest guest = running();
        PowerControl power = capability(guest, PowerControl.class);
        @Nullable Throwable error = Expect.failure(() -> await(power.reset()));
        if (!(error instanceof HypervisorException.Unsupported)) {
            Expect.that(error == null, () -> "reset() threw " + error);
        }
        Expect.equal(GuestState.RUNNING, guest.info().state(), "the state after reset()");
    }

    @TckRule(
            id = "HV-782",
            statement = "reset() and save() of a stopped guest throw WrongState, and it stays stopped",
            reason = "a program has to see that it was wrong about the guest",
            hint = "PowerControl.reset(), which may be Unsupported, and StateSaving.save()")
    void stoppedGuestsAreNotResetOrSaved() {
        Guest guest = stopped();
        PowerControl power = capability(guest, PowerControl.class);
        @Nullable Throwable error = Expect.failure(() -> await(power.reset()));
        Expect.that(
                error instanceof HypervisorException.WrongState || error instanceof HypervisorException.Unsupported,
                () -> "reset() of a stopped guest " + (error == null ? "succeeded" : "threw " + error));
        guest.capability(StateSaving.class)
                .ifAvailable(saving -> Expect.thrown(
                        HypervisorException.WrongState.class, "save() of a stopped guest", () -> await(saving.save())));
        Expect.equal(GuestState.STOPPED, guest.info().state(), "the state");
    }

    @TckRule(
            id = "HV-783",
            statement = "shutdownMethods() names each method once while the guest runs, and none when it is stopped",
            reason = "a menu is made of them",
            hint = "PowerControl.shutdownMethods(): what can be asked now")
    void methodsAreThoseOfNow() {
        Guest guest = running();
        PowerControl power = capability(guest, PowerControl.class);
        List<ShutdownMethod> methods = power.shutdownMethods();
        Expect.equal(methods.size(), new HashSet<>(methods).size(), "the number of different methods in " + methods);
        Expect.that(!methods.isEmpty() || !tested().obeysShutdown(), () -> "there is no method for a guest that obeys");
        await(guest.stop());
        Expect.equal(List.of(), power.shutdownMethods(), "the methods for a stopped guest");
    }

    @TckRule(
            id = "HV-784",
            statement = "shutdown() by a method that is offered stops a guest that obeys",
            reason = "a method that does nothing must not be offered",
            hint = "PowerControl.shutdown(): the choice of the method reaches the host")
    void offeredMethodsWork() {
        Expect.assume(tested().obeysShutdown(), () -> "not tested: the subject's guests do not obey");
        Guest guest = running();
        PowerControl power = capability(guest, PowerControl.class);
        for (ShutdownMethod method : power.shutdownMethods()) {
            GuestInfo end = await(
                    power.shutdown(ShutdownOptions.builder().method(method).build()));
            Expect.equal(GuestState.STOPPED, end.state(), "the state after shutdown() by " + method.id());
            Expect.equal(GuestState.STOPPED, guest.info().state(), "the state, read again,");
            await(guest.start());
        }
    }

    @TckRule(
            id = "HV-785",
            statement = "shutdown() that stops afterwards ends with a stopped guest, whether the guest obeys or not",
            reason = "maintenance of a host cannot wait for a guest that hangs",
            hint = "PowerControl.shutdown(): the end of the patience")
    void stopsAfterwards() {
        Guest guest = running();
        PowerControl power = capability(guest, PowerControl.class);
        Expect.assume(!power.shutdownMethods().isEmpty(), () -> "not tested: the guest can be asked by no method");
        await(power.shutdown(
                ShutdownOptions.builder().patience(SHORT).stopAfterwards(true).build()));
        Expect.equal(GuestState.STOPPED, guest.info().state(), "the state");
    }

    @TckRule(
            id = "HV-786",
            statement =
                    "a guest that was saved is kept, stopped for SAVED, and its start goes on for RESTORED and uses the saved state up",
            reason = "a saved state that is not used, or used twice, destroys disks",
            hint = "StateSaving.save() and isSaved(), Guest.start(), the table of reasons")
    void savedGuestsGoOn() {
        Guest guest = running();
        StateSaving saving = capability(guest, StateSaving.class);
        Expect.that(!saving.isSaved(), () -> "a guest that runs is said to be saved");
        GuestInfo saved = await(saving.save());
        Expect.equal(GuestState.STOPPED, saved.state(), "the state after save()");
        Expect.equal(StateReason.SAVED, saved.reason().orElse(null), "the reason after save()");
        Expect.that(saving.isSaved(), () -> "isSaved() is false after save()");
        Expect.equal(GuestState.STOPPED, listed(guest).state(), "the listed state of a saved guest");
        GuestInfo started = await(guest.start());
        Expect.equal(GuestState.RUNNING, started.state(), "the state after start()");
        Expect.equal(StateReason.RESTORED, started.reason().orElse(null), "the reason after start()");
        Expect.that(!saving.isSaved(), () -> "isSaved() is true after start()");
    }

    @TckRule(
            id = "HV-787",
            statement = "after discard() a start is a boot, and a second discard() is NotFound",
            reason = "a memory that does not fit its disks any more has to go",
            hint = "StateSaving.discard()")
    void discardedStatesAreGone() {
        Guest guest = running();
        StateSaving saving = capability(guest, StateSaving.class);
        await(saving.save());
        Expect.equal(GuestState.STOPPED, await(saving.discard()).state(), "the state after discard()");
        Expect.that(!saving.isSaved(), () -> "isSaved() is true after discard()");
        Expect.thrown(HypervisorException.NotFound.class, "a second discard()", () -> await(saving.discard()));
        GuestInfo started = await(guest.start());
        Expect.that(
                !StateReason.RESTORED.equals(started.reason().orElse(null)),
                () -> "a guest whose saved state was discarded is restored");
    }

    @TckRule(
            id = "HV-788",
            statement = "undefine() of a saved guest makes the host forget it with its saved state",
            reason = "a saved state that stays is found by the next guest of the name",
            hint = "Guest.undefine(): hosts that keep saved states apart need to be told")
    void savedStatesGoWithTheGuest() {
        Guest guest = running();
        await(capability(guest, StateSaving.class).save());
        String name = guest.info().name();
        await(guest.undefine());
        Guest next = lab().make(tested().guest(name).build());
        Expect.that(!capability(next, StateSaving.class).isSaved(), () -> "a new guest of the name is saved");
    }

    @TckRule(
            id = "HV-789",
            statement = "the progress of save() never goes back, nor beyond the whole",
            reason = "a bar that jumps back is worse than none",
            hint = "OperationSource.progress(): hosts that count passes over the memory")
    void progressOfSavingIsSteady() {
        Guest guest = running();
        capability(guest, StateSaving.class);
        HeldExecutor held = new HeldExecutor();
        Queue<Progress> told = new ConcurrentLinkedQueue<>();
        StateSaving slow = lab().open(spec -> spec.executor(held))
                .guest(guest.id())
                .capability(StateSaving.class)
                .require();
        Operation<GuestInfo> save = slow.save().onProgress(told::add);
        held.release();
        await(save);
        expectSteady(List.copyOf(told));
    }
}
