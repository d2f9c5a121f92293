/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host goes away and comes back, where the subject can make it. */
abstract class ReconnectChapter extends TckChapter {
    private TckSubject.Outage outage() {
        Optional<TckSubject.Outage> outage = tested().outage();
        Expect.assume(outage.isPresent(), () -> "not tested: the subject cannot break the connection");
        return outage.orElseThrow();
    }

    @TckRule(
            id = "HV-1301",
            statement = "while the host is away, reads throw Unreachable, which may pass by waiting",
            reason = "a program has to tell a host that is away from a guest that is gone",
            hint = "the errors of the transport; a deadline for each call",
            tier = TckTier.OPTIONAL)
    void awayIsUnreachable() {
        Guest guest = stopped();
        TckSubject.Outage outage = outage();
        outage.begin();
        try {
            HypervisorException.Unreachable error =
                    Expect.thrown(HypervisorException.Unreachable.class, "info() while away", guest::info);
            Expect.that(error.isTransient(), () -> "isTransient() is false");
            Expect.that(host().isOpen(), () -> "isOpen() is false, though nobody has called close()");
        } finally {
            outage.end();
        }
    }

    @TckRule(
            id = "HV-1302",
            statement = "while the host is away, guest() still makes handles",
            reason = "it asks nobody",
            hint = "guest(id)",
            tier = TckTier.OPTIONAL)
    void handlesAreMadeWhileAway() {
        Guest guest = stopped();
        TckSubject.Outage outage = outage();
        outage.begin();
        try {
            @Nullable Throwable error = Expect.failure(() -> host().guest(guest.id()));
            Expect.that(error == null, () -> "guest(id) threw " + error);
        } finally {
            outage.end();
        }
    }

    @TckRule(
            id = "HV-1303",
            statement = "when the host is back, the connection and its handles work again",
            reason = "a program that runs for months survives a restart of the host's software",
            hint = "the connection is made again at the next call, or by a keepalive",
            tier = TckTier.OPTIONAL)
    void worksAgain() {
        Guest guest = stopped();
        TckSubject.Outage outage = outage();
        outage.begin();
        outage.end();
        Expect.equal(GuestState.STOPPED, guest.info().state(), "the state, read after the outage");
    }

    @TckRule(
            id = "HV-1304",
            statement =
                    "when the host is back, subscribers are told by Reconnected or Lost, and hear of what happens next",
            reason = "what happened in between is not known to them",
            hint = "subscriptions are made again on the new connection",
            tier = TckTier.OPTIONAL)
    void subscriptionsSurvive() throws InterruptedException {
        Hypervisor host = host();
        EventLog log = new EventLog();
        log.on(host);
        Guest guest = stopped();
        TckSubject.Outage outage = outage();
        outage.begin();
        outage.end();
        log.require(HypervisorEvent.Reconnected.class::isInstance, "the reconnection", patience());
        await(guest.start());
        log.require(EventLog.state(guest.id(), GuestState.RUNNING), "a start after it", patience());
    }
}
