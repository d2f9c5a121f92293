/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import java.util.Optional;
import java.util.function.Consumer;
import org.opentest4j.AssertionFailedError;

/** Each situation that a program decides by, provoked. */
abstract class ErrorsChapter extends TckChapter {
    /** Of the kit, so that no backend can know it. */
    static final class UnheardOfExtension implements GuestExtension {}

    private interface UnheardOfCapability extends GuestCapability {}

    private <E extends HypervisorException> E provoke(Class<E> type, String call, Expect.Call action) {
        E error = Expect.thrown(type, call, action);
        WellFormed.checkClause("the detail of the error", error.detail());
        error.remedy().ifPresent(remedy -> WellFormed.checkClause("the remedy of the error", remedy));
        Expect.equal(Optional.of(tested().provider().id()), error.backend(), "the backend of the error");
        return error;
    }

    @TckRule(
            id = "HV-801",
            statement = "reading a guest that is not there throws NotFound, which will not pass by waiting",
            reason = "programs forget what is gone, and retry what is transient",
            hint = "info() of an unknown id: the host's code for it, and isTransient()")
    void unknownGuestsAreNotFound() {
        Guest nobody = host().guest(GuestId.of("hvtck-there-is-no-such-guest"));
        HypervisorException.NotFound error =
                provoke(HypervisorException.NotFound.class, "info() of an unknown guest", nobody::info);
        Expect.that(!error.isTransient(), () -> "isTransient() is true");
    }

    @TckRule(
            id = "HV-802",
            statement = "changing a guest that is not there throws NotFound",
            reason = "an operation on nothing must not succeed",
            hint = "start(), stop() and undefine() of an unknown id")
    void unknownGuestsCannotBeChanged() {
        Guest nobody = host().guest(GuestId.of("hvtck-there-is-no-such-guest"));
        provoke(HypervisorException.NotFound.class, "start() of an unknown guest", () -> await(nobody.start()));
        provoke(HypervisorException.NotFound.class, "stop() of an unknown guest", () -> await(nobody.stop()));
        provoke(HypervisorException.NotFound.class, "undefine() of an unknown guest", () -> await(nobody.undefine()));
    }

    @TckRule(
            id = "HV-803",
            statement = "the error for a wrong state says what was being done and on what",
            reason = "a line in a log has to be enough to act upon",
            hint = "ErrorFactory.operation() and subject()")
    void wrongStatesAreExplained() {
        GuestInfo info = stopped().info();
        HypervisorException.WrongState error = provoke(
                HypervisorException.WrongState.class,
                "stop() of a stopped guest",
                () -> await(host().guest(info.id()).stop()));
        Expect.that(error.operation().isPresent(), () -> "operation() is empty: " + error.getMessage());
        String subject = error.subject().orElse("");
        Expect.that(
                subject.contains(info.name()) || subject.contains(info.id().value()),
                () -> "subject() names no guest: " + error.getMessage());
    }

    @TckRule(
            id = "HV-804",
            statement = "a part of a specification that is not known is Unsupported, and nothing is made",
            reason = "a guest that lacks what was asked for is the wrong guest",
            hint = "define(): GuestSpec.extensions() has to be looked through")
    void unknownExtensionsAreUnsupported() {
        String name = lab().newName();
        GuestSpec spec = tested().guest(name).with(new UnheardOfExtension()).build();
        provoke(HypervisorException.Unsupported.class, "define() with the kit's own extension", () -> lab().make(spec));
        Expect.equal(Optional.empty(), host().findGuest(name).map(Guest::id), "the guest after the refusal");
    }

    @TckRule(
            id = "HV-805",
            statement =
                    "require() of an absent capability throws Unsupported, PermissionDenied or WrongState, as its reason says",
            reason = "programs catch by type",
            hint = "capability(type): the answer is made by Support.unavailable(...)")
    void requireThrowsByReason() {
        Guest guest = running();
        Expect.thrown(
                HypervisorException.class,
                "require()",
                () -> guest.capability(UnheardOfCapability.class).require());
    }

    @TckRule(
            id = "HV-806",
            statement = "where no host answers, open() throws Unreachable within the deadline",
            reason = "an inventory of a thousand hosts has some that are off",
            hint = "open(): the deadline for connecting, and the errors of the transport",
            tier = TckTier.OPTIONAL)
    void unreachableHostsAreTold() {
        Optional<ConnectSpec> nowhere = tested().unreachable();
        Expect.assume(nowhere.isPresent(), () -> "not tested: the subject has no address of nobody");
        provoke(
                HypervisorException.Unreachable.class,
                "open()",
                () -> tested().provider().open(nowhere.orElseThrow()));
    }

    @TckRule(
            id = "HV-807",
            statement = "what the host's own software says when it fails is kept as the native error",
            reason = "its manual is found by its words",
            hint =
                    "ErrorFactory.nativeError(): the software, its code and its words, unchanged; hostFailure() of the subject",
            tier = TckTier.OPTIONAL)
    void nativeErrorsAreKept() {
        Optional<Consumer<Hypervisor>> failing = tested().hostFailure();
        Expect.assume(failing.isPresent(), () -> "not tested: the subject has nothing that fails");
        HypervisorException error = provoke(HypervisorException.class, "hostFailure() of the subject", () -> {
            failing.orElseThrow().accept(host());
            return null;
        });
        NativeError words = error.nativeError()
                .orElseThrow(() -> new AssertionFailedError("the error has no native error: " + error));
        Expect.that(!words.source().isBlank(), () -> "the native error names no software: " + words);
        Expect.that(!words.code().isBlank(), () -> "the native error has no code: " + words);
        Expect.that(!words.text().isBlank(), () -> "the native error has no text: " + words);
    }
}
