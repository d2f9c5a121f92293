/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Guests come to be, run, and go. */
abstract class LifecycleChapter extends TckChapter {
    @TckRule(
            id = "HV-401",
            statement = "define() makes a guest of this name, which is stopped",
            reason = "making and starting are two decisions",
            hint = "define(): hosts that start what they make have to be told not to")
    void definesStoppedGuests() {
        String name = lab().newName();
        GuestInfo info = lab().make(tested().guest(name).build()).info();
        Expect.equal(name, info.name(), "the name");
        Expect.equal(GuestState.STOPPED, info.state(), "the state after define()");
    }

    @TckRule(
            id = "HV-402",
            statement = "start() ends when the guest runs, with a reading made then",
            reason = "what comes next needs the guest to run",
            hint = "start(): it waits for the host's report and does not answer when the request was taken")
    void starts() {
        Guest guest = stopped();
        expectState(guest, GuestState.RUNNING, guest.start());
    }

    private void expectState(Guest guest, GuestState state, Operation<GuestInfo> operation) {
        String what = operation.description();
        Expect.equal(state, await(operation).state(), "the state that '" + what + "' ended with");
        Expect.equal(state, guest.info().state(), "the state after '" + what + "'");
    }

    @TckRule(
            id = "HV-403",
            statement = "stop() ends when the guest has stopped",
            reason = "its disks are used by others next",
            hint = "stop(): it waits for the host's report")
    void stops() {
        Guest guest = running();
        expectState(guest, GuestState.STOPPED, guest.stop());
    }

    @TckRule(
            id = "HV-404",
            statement = "shutdown() ends when a guest that obeys has stopped",
            reason = "it is the way to stop without loss",
            hint = "shutdown(): it ends with the guest and not with the request")
    void shutsDown() {
        Expect.assume(tested().obeysShutdown(), () -> "not tested: nothing in the subject's guests obeys");
        Guest guest = running();
        expectState(guest, GuestState.STOPPED, guest.shutdown());
    }

    @TckRule(
            id = "HV-405",
            statement = "pause() and resume() hold a running guest and let it go on, or are Unsupported",
            reason = "a paused guest keeps its memory and its place",
            hint = "pause() and resume()")
    void pausesAndResumes() {
        Guest guest = running();
        @Nullable Throwable refusal = Expect.failure(() -> await(guest.pause()));
        Expect.assume(
                !(refusal instanceof HypervisorException.Unsupported), () -> "not tested: guests cannot be paused");
        Expect.that(refusal == null, () -> "pause() of a running guest threw " + refusal);
        Expect.equal(GuestState.PAUSED, guest.info().state(), "the state after pause()");
        expectState(guest, GuestState.RUNNING, guest.resume());
    }

    @TckRule(
            id = "HV-406",
            statement = "reboot() ends with a guest that runs, or is Unsupported",
            reason = "a reboot that ends with a stopped guest is an outage",
            hint = "reboot()")
    void reboots() {
        Expect.assume(tested().obeysShutdown(), () -> "not tested: nothing in the subject's guests obeys");
        Guest guest = running();
        @Nullable Throwable refusal = Expect.failure(() -> await(guest.reboot()));
        Expect.assume(
                !(refusal instanceof HypervisorException.Unsupported), () -> "not tested: guests cannot be rebooted");
        Expect.that(refusal == null, () -> "reboot() of a running guest threw " + refusal);
        Expect.equal(GuestState.RUNNING, guest.info().state(), "the state after reboot()");
    }

    @TckRule(
            id = "HV-407",
            statement = "undefine() makes the host forget a stopped guest, and ends with its id",
            reason = "what is gone must not be listed, and its name can be given again",
            hint = "undefine(): listing, findGuest() and a second guest of the same name")
    void undefines() {
        Guest guest = stopped();
        String name = guest.info().name();
        Expect.equal(guest.id(), await(guest.undefine()), "what undefine() ended with");
        Expect.equal(Optional.empty(), host().findGuest(name).map(Guest::id), "findGuest() after undefine()");
        Expect.that(
                host().guests().stream().map(GuestInfo::id).noneMatch(guest.id()::equals),
                () -> "the guest is listed after undefine()");
        lab().make(tested().guest(name).build());
    }

    @TckRule(
            id = "HV-408",
            statement = "a handle on a guest that is gone throws NotFound at each call",
            reason = "the state of a guest that is no more is a lie",
            hint = "info() and the changes of state: nothing is remembered in the handle")
    void goneGuestsAreNotFound() {
        Guest guest = stopped();
        guest.info();
        await(guest.undefine());
        notFound("info() of a guest that is gone", guest::info);
        notFound("start() of a guest that is gone", () -> await(guest.start()));
        notFound("undefine() of a guest that is gone", () -> await(guest.undefine()));
    }

    private static void notFound(String call, Expect.Call action) {
        Expect.thrown(HypervisorException.NotFound.class, call, action);
    }

    @TckRule(
            id = "HV-409",
            statement = "start() of a guest that runs throws WrongState",
            reason = "two programs that both believe to have started a guest both believe to own it",
            hint =
                    "start(): a host that takes it for success is asked for the state, or its code for 'already' is told apart")
    void refusesToStartTwice() {
        Guest guest = running();
        wrongState("start() of a running guest", guest::start);
        Expect.equal(GuestState.RUNNING, guest.info().state(), "the state after the refusal");
    }

    @TckRule(
            id = "HV-410",
            statement = "changes of state that need a running guest throw WrongState for a stopped one",
            reason = "a program has to see that it was wrong about the guest",
            hint = "the call named; Unsupported is for changes that the technology does not have in any state")
    void refusesWhatNeedsARunningGuest() {
        Guest guest = stopped();
        wrongState("stop() of a stopped guest", guest::stop);
        wrongState("shutdown() of a stopped guest", guest::shutdown);
        Map<String, Supplier<Operation<GuestInfo>>> optional = new LinkedHashMap<>();
        optional.put("pause()", guest::pause);
        optional.put("resume()", guest::resume);
        optional.put("reboot()", guest::reboot);
        optional.forEach((call, change) -> {
            @Nullable Throwable error = Expect.failure(() -> await(change.get()));
            Expect.that(
                    error instanceof HypervisorException.WrongState || error instanceof HypervisorException.Unsupported,
                    () -> call + " of a stopped guest gave " + error + " instead of WrongState");
        });
        Expect.equal(GuestState.STOPPED, guest.info().state(), "the state after the refusals");
    }

    private void wrongState(String call, Supplier<? extends Operation<?>> change) {
        Expect.thrown(HypervisorException.WrongState.class, call, () -> await(change.get()));
    }

    @TckRule(
            id = "HV-411",
            statement = "undefine() of a guest that runs throws WrongState, and the guest runs on",
            reason = "a machine that nobody knows any more cannot be stopped",
            hint =
                    "undefine(): hosts that would leave a transient guest, or remove by force, are asked for the state first")
    void refusesToUndefineRunningGuests() {
        Guest guest = running();
        GuestId id = guest.id();
        wrongState("undefine() of a running guest", guest::undefine);
        Expect.equal(GuestState.RUNNING, host().guest(id).info().state(), "the state after the refusal");
    }

    @TckRule(
            id = "HV-412",
            statement = "define() of a name that is taken throws Conflict, or makes another guest",
            reason = "a second definition must never replace the first",
            hint = "define(): hosts that redefine a guest of the same name are asked whether it is there")
    void neverReplacesGuests() {
        String name = lab().newName();
        Guest first = lab().make(tested().guest(name).build());
        @Nullable
        Throwable error = Expect.failure(() -> {
            Guest second = lab().make(tested().guest(name).build());
            Expect.that(!second.id().equals(first.id()), () -> "the second guest has the id of the first");
            return null;
        });
        if (error instanceof AssertionError failed) {
            throw failed;
        }
        Expect.that(
                error == null || error instanceof HypervisorException.Conflict,
                () -> "define() of a taken name threw " + error + " instead of Conflict");
        Expect.equal(name, first.info().name(), "the name of the first guest");
    }

    @TckRule(
            id = "HV-413",
            statement = "a read-only connection reads, and refuses each change with PermissionDenied",
            reason = "an inventory must not be able to do harm",
            hint = "ConnectSpec.readOnly(): define() and the changes of state look at it, if the host does not")
    void readOnlyConnectionsChangeNothing() {
        Guest guest = stopped();
        var reader = lab().open(spec -> spec.readOnly(true));
        Guest seen = reader.guest(guest.id());
        Expect.equal(guest.info().name(), seen.info().name(), "the name read");
        denied("start()", () -> await(seen.start()));
        denied("undefine()", () -> await(seen.undefine()));
        denied(
                "define()",
                () -> await(reader.define(tested().guest(lab().newName()).build())));
        Expect.equal(GuestState.STOPPED, guest.info().state(), "the state after the refusals");
    }

    private static void denied(String call, Expect.Call action) {
        Expect.thrown(HypervisorException.PermissionDenied.class, call + " on a read-only connection", action);
    }
}
