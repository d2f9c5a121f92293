/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done beyond the core, and why not. */
abstract class CapabilitiesChapter extends TckChapter {
    /** Of the kit, so that no backend can know it. */
    private interface UnheardOfHost extends HostCapability {}

    private interface UnheardOfGuest extends GuestCapability {}

    @TckRule(
            id = "HV-701",
            statement = "each portable capability of the host is available, or its absence has a reason and a detail",
            reason = "\"why not\" is what users ask next",
            hint = "capability(type) of the connection: the answer named")
    void answersAboutTheHostAreWellFormed() {
        RunReport.Builder report = new RunReport.Builder(host().info());
        PortableCapabilities.OF_HOSTS.forEach(type -> report.answer(type, host().capability(type)));
        Guest guest = running();
        PortableCapabilities.OF_GUESTS.forEach(type -> report.answer(type, guest.capability(type)));
        run().keep(report);
        PortableCapabilities.OF_HOSTS.forEach(type -> WellFormed.check(type.getSimpleName(), host().capability(type)));
    }

    @TckRule(
            id = "HV-702",
            statement = "each portable capability of a guest is available, or its absence has a reason and a detail",
            reason = "\"why not\" is what users ask next",
            hint = "capability(type) of the guest: the answer named")
    void answersAboutGuestsAreWellFormed() {
        Guest guest = running();
        PortableCapabilities.OF_GUESTS.forEach(type -> WellFormed.check(type.getSimpleName(), guest.capability(type)));
    }

    @TckRule(
            id = "HV-703",
            statement = "capabilities() of the host has exactly those for which capability() gives an object",
            reason = "users list first and ask then",
            hint = "capabilities() and capability(type) of the connection: one table should serve both")
    void hostListAgrees() {
        Set<Class<? extends HostCapability>> listed = host().capabilities();
        for (Class<? extends HostCapability> type : PortableCapabilities.OF_HOSTS) {
            agree(type, listed.contains(type), host().capability(type));
        }
        listed.forEach(type -> agree(type, true, host().capability(type)));
    }

    private static void agree(Class<?> type, boolean listed, Support<?> answer) {
        Expect.that(
                listed == answer.isAvailable(),
                () -> type.getSimpleName() + " is " + (listed ? "" : "not ") + "listed, and the answer is "
                        + (answer.isAvailable() ? "available" : answer));
    }

    @TckRule(
            id = "HV-704",
            statement = "capabilities() of a guest has exactly those for which capability() gives an object",
            reason = "users list first and ask then",
            hint = "capabilities() and capability(type) of the guest: one table should serve both")
    void guestListAgrees() {
        for (Guest guest : new Guest[] {running(), stopped()}) {
            Set<Class<? extends GuestCapability>> listed = guest.capabilities();
            for (Class<? extends GuestCapability> type : PortableCapabilities.OF_GUESTS) {
                agree(type, listed.contains(type), guest.capability(type));
            }
            listed.forEach(type -> agree(type, true, guest.capability(type)));
        }
    }

    @TckRule(
            id = "HV-705",
            statement = "a capability that the backend has never heard of is refused as any other",
            reason = "programs ask for another family's capability to find out where they are",
            hint = "capability(type): the last branch is an answer and no exception")
    void unknownCapabilitiesAreRefused() {
        Support<UnheardOfHost> ofHost = host().capability(UnheardOfHost.class);
        Support<UnheardOfGuest> ofGuest = running().capability(UnheardOfGuest.class);
        Expect.that(!ofHost.isAvailable(), () -> "the host has a capability that is the kit's own");
        Expect.that(!ofGuest.isAvailable(), () -> "a guest has a capability that is the kit's own");
        WellFormed.check("an unknown capability of the host", ofHost);
        WellFormed.check("an unknown capability of a guest", ofGuest);
    }

    @TckRule(
            id = "HV-706",
            statement = "an absence by nature, or for want of code, does not change while the connection is open",
            reason = "users decide once whether to offer a function",
            hint =
                    "reasons NOT_IMPLEMENTED and NO_SUCH_CONCEPT that depend on the state of the guest: that is WRONG_STATE")
    void absencesByNatureAreStable() {
        Guest guest = stopped();
        Set<Class<? extends GuestCapability>> absent = absentByNature(guest);
        await(guest.start());
        Expect.equal(absent, absentByNature(guest), "what a running guest lacks by nature");
    }

    private static Set<Class<? extends GuestCapability>> absentByNature(Guest guest) {
        return PortableCapabilities.OF_GUESTS.stream()
                .filter(type -> guest.capability(type) instanceof Support.Unavailable<?> no
                        && Set.of(Support.Reason.NOT_IMPLEMENTED, Support.Reason.NO_SUCH_CONCEPT)
                                .contains(no.reason()))
                .collect(Collectors.toSet());
    }
}
