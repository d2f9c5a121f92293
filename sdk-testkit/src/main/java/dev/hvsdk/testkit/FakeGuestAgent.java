/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.HostCore.Edit;
import java.util.List;
import java.util.Optional;

/** The agent in a guest of a fake host. Thread-safe. */
final class FakeGuestAgent implements GuestAgent {
    private final FakeGuest guest;

    FakeGuestAgent(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public Optional<String> hostname() {
        return guest.read(host -> agent(host, "read host name").hostname());
    }

    @Override
    public List<GuestInterface> interfaces() {
        return guest.read(host -> agent(host, "read network interfaces").interfaces());
    }

    private FakeAgent agent(HostCore host, String operation) {
        GuestRecord found = host.record(guest.id(), operation);
        ErrorFactory asking = HostCore.ERRORS.operation(operation).subject("guest " + found.name());
        requireRunning(found, asking);
        FakeAgent agent = host.agents().of(found);
        if (!agent.answers()) {
            throw asking.asTransient().timedOut("its agent does not answer");
        }
        return agent;
    }

    private static void requireRunning(GuestRecord found, ErrorFactory asking) {
        if (found.state() != GuestState.RUNNING) {
            throw asking.remedy("start or resume it")
                    .wrongState("it is " + found.state().id() + " and would have to be running");
        }
    }

    @Override
    public Operation<Integer> freeze() {
        return guest.change(HostCall.FREEZE, host -> {
            int fileSystems = agent(host, HostCall.FREEZE.verb()).fileSystems();
            return host.note(guest.id(), HostCall.FREEZE.verb(), (found, freezing) -> {
                refuseOthers(host, freezing);
                requireRunning(found, freezing);
                if (found.kept().frozen() > 0) {
                    throw freezing.remedy("thaw it").wrongState("it is frozen already");
                }
                return new Edit<>(found.with(found.kept().frozen(fileSystems)), fileSystems);
            });
        });
    }

    @Override
    public Operation<Integer> thaw() {
        return guest.change(HostCall.THAW, host -> {
            agent(host, HostCall.THAW.verb());
            return host.note(guest.id(), HostCall.THAW.verb(), (found, thawing) -> {
                refuseOthers(host, thawing);
                return new Edit<>(
                        found.with(found.kept().frozen(0)), found.kept().frozen());
            });
        });
    }

    /** VMware Tools freeze a guest for a snapshot only, and the file systems of a container are those of its host. */
    private static void refuseOthers(HostCore host, ErrorFactory doing) {
        if (host.family() == Family.VSPHERE) {
            throw doing.remedy("take a snapshot with quiesce")
                    .unsupported(Reason.NO_SUCH_CONCEPT, "vSphere freezes a guest for a snapshot only");
        }
        if (!host.family().hasMachines()) {
            throw doing.unsupported(Reason.NO_SUCH_CONCEPT, "the file systems of a container are those of its host");
        }
    }
}
