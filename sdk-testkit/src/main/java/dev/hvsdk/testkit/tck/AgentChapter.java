/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestInterface;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the agent in a guest says and does, where one answers. */
abstract class AgentChapter extends TckChapter {
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2})+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+/[0-9]{1,3}");

    private GuestAgent agent(Guest guest) {
        GuestAgent agent = capability(guest, GuestAgent.class);
        @Nullable Throwable error = Expect.failure(agent::hostname);
        Expect.assume(
                !(error instanceof HypervisorException.TimedOut), () -> "not tested: no agent answers in the guest");
        return agent;
    }

    @TckRule(
            id = "HV-765",
            statement =
                    "the agent's interfaces have a name each, MAC addresses in lower case, and IP addresses with a prefix",
            reason = "programs compare them with those of the host",
            hint = "GuestAgent.interfaces(): the notation of the agent is not that of the API")
    void interfacesAreWellFormed() {
        for (GuestInterface nic : agent(running()).interfaces()) {
            Expect.that(!nic.name().isBlank(), () -> "an interface has no name");
            nic.mac().ifPresent(mac -> Expect.that(MAC.matcher(mac).matches(), () -> nic + " has the MAC " + mac));
            nic.addresses()
                    .forEach(address ->
                            Expect.that(ADDRESS.matcher(address).matches(), () -> nic + " has the address " + address));
        }
    }

    @TckRule(
            id = "HV-766",
            statement =
                    "freeze() and thaw() end with the same number, a second freeze() is WrongState, a second thaw() ends with 0",
            reason = "a guest that stays frozen is an outage, and a copy of one that is not is worthless",
            hint = "GuestAgent.freeze() and thaw(); freeze() may be Unsupported")
    void freezesAndThaws() {
        GuestAgent agent = agent(running());
        Optional<Integer> frozen = freeze(agent);
        Expect.assume(frozen.isPresent(), () -> "not tested: the agent cannot freeze");
        // Whatever is found, the guest must not stay frozen.
        @Nullable Throwable second = Expect.failure(() -> await(agent.freeze()));
        Optional<Integer> thawed = Optional.of(await(agent.thaw()));
        Expect.that(
                second instanceof HypervisorException.WrongState,
                () -> "freeze() of a frozen guest " + (second == null ? "succeeded" : "threw " + second));
        Expect.that(frozen.orElseThrow() > 0, () -> frozen + " file systems are frozen");
        Expect.equal(frozen, thawed, "the number of file systems that thaw() let go");
        Expect.equal(0, await(agent.thaw()), "what a second thaw() ended with");
    }

    private Optional<Integer> freeze(GuestAgent agent) {
        try {
            return Optional.of(await(agent.freeze()));
        } catch (HypervisorException.Unsupported e) {
            return Optional.empty();
        }
    }

    @TckRule(
            id = "HV-767",
            statement = "asking the agent of a stopped guest is WrongState",
            reason = "a program has to tell a guest that is down from one that does not answer",
            hint = "GuestAgent: the state of the guest is looked at before the agent is waited for")
    void stoppedGuestsSayNothing() {
        Guest guest = running();
        GuestAgent agent = capability(guest, GuestAgent.class);
        await(guest.stop());
        Expect.thrown(HypervisorException.WrongState.class, "hostname()", agent::hostname);
        Expect.thrown(HypervisorException.WrongState.class, "freeze()", () -> await(agent.freeze()));
    }
}
