/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a host by an open connection; each one asks the host anew.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HypervisorAssert extends AbstractHypervisorAssert<HypervisorAssert, Hypervisor> {
    HypervisorAssert(@Nullable Hypervisor actual) {
        super(actual, HypervisorAssert.class);
    }

    @Override
    String subject() {
        return "host " + actual;
    }

    /** Checks that the connection is open. */
    public HypervisorAssert isOpen() {
        isNotNull();
        return check(actual.isOpen(), "to be open", "it is closed");
    }

    /** Checks that the connection is closed. */
    public HypervisorAssert isClosed() {
        isNotNull();
        return check(!actual.isOpen(), "to be closed", "it is open");
    }

    /** Checks that there is a guest of this name. */
    public HypervisorAssert hasGuest(String name) {
        isNotNull();
        return check(!named(name).isEmpty(), "to have a guest " + name, "it has " + names());
    }

    /** Checks that there is no guest of this name. */
    public HypervisorAssert hasNoGuest(String name) {
        isNotNull();
        return check(named(name).isEmpty(), "to have no guest " + name, "it has " + names());
    }

    /** Checks how many guests there are. */
    public HypervisorAssert hasGuests(int count) {
        isNotNull();
        return check(actual.guests().size() == count, "to have " + count + " guests", "it has " + names());
    }

    /** Goes on with the guest of this name; fails if there is none, or several. */
    public GuestAssert guest(String name) {
        hasGuest(name);
        check(named(name).size() == 1, "to have one guest " + name, "it has " + names());
        Optional<Guest> guest =
                named(name).stream().map(info -> actual.guest(info.id())).findFirst();
        return new GuestAssert(guest.orElseThrow()).as(info.description());
    }

    /** Goes on with the answer whether a capability is available. */
    public <C extends HostCapability> SupportAssert<C> capability(Class<C> capability) {
        isNotNull();
        return SupportAssert.check(actual.capability(capability), subject() + "'s " + capability.getSimpleName(), info);
    }

    private List<GuestInfo> named(String name) {
        return actual.guests().stream()
                .filter(guest -> guest.name().equals(name))
                .toList();
    }

    private String names() {
        return Texts.names(actual.guests().asList());
    }
}
