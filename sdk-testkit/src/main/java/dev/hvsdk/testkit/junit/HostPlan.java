/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.testkit.FakeHost;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What an annotation asks for. Immutable. */
record HostPlan(FakeHypervisor.Profile profile, List<String> guests) {
    private static final HostPlan NOTHING_SAID = new HostPlan(FakeHypervisor.Profile.KVM, List.of());

    static HostPlan of(FakeHypervisor annotation) {
        return new HostPlan(annotation.profile(), List.of(annotation.guests()));
    }

    /** The one plan that says something; throws if two differ. */
    static HostPlan unite(List<FakeHypervisor> annotations) {
        List<HostPlan> plans = annotations.stream()
                .map(HostPlan::of)
                .filter(HostPlan::saysSomething)
                .distinct()
                .toList();
        if (plans.size() > 1) {
            throw plans.get(0).contradiction(plans.get(1));
        }
        return plans.isEmpty() ? NOTHING_SAID : plans.get(0);
    }

    boolean saysSomething() {
        return !equals(NOTHING_SAID);
    }

    ExtensionConfigurationException contradiction(HostPlan other) {
        return new ExtensionConfigurationException("@FakeHypervisor describes one host in two ways, " + this + " and "
                + other + "; say it where the host is first used, or tell two hosts apart by 'host'");
    }

    FakeHost make() {
        FakeHost host = profile.make();
        guests.forEach(guest -> add(host, guest));
        return host;
    }

    private static void add(FakeHost host, String guest) {
        int colon = guest.lastIndexOf(':');
        if (colon < 0) {
            host.withGuest(guest, GuestState.RUNNING);
        } else {
            host.withGuest(guest.substring(0, colon), state(guest, guest.substring(colon + 1)));
        }
    }

    private static GuestState state(String guest, String id) {
        Optional<GuestState> state = Arrays.stream(GuestState.values())
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
        return state.orElseThrow(() -> new ExtensionConfigurationException(
                "@FakeHypervisor: '" + id + "' of guest '" + guest + "' is no state; there are " + states()));
    }

    private static String states() {
        return Arrays.stream(GuestState.values()).map(GuestState::id).collect(Collectors.joining(", "));
    }

    /** As it is written in source. */
    @Override
    public String toString() {
        return "(profile = " + profile + ", guests = " + guests + ")";
    }
}
