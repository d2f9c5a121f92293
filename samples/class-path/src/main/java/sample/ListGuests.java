/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sample;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import java.util.List;

/** Lists the guests of a host that the test kit imitates; a real one differs in the URI only. */
final class ListGuests {

    private ListGuests() {}

    public static void main(String[] args) {
        if (Hypervisors.class.getModule().isNamed()) {
            throw new IllegalStateException("this sample is meant to run on the class path");
        }
        Hypervisors hypervisors = Hypervisors.load();
        System.out.println("backends: " + hypervisors.backends() + ", problems: " + hypervisors.problems());
        try (Hypervisor host = hypervisors.open("fake:kvm")) {
            List<GuestInfo> guests = host.guests().asList();
            guests.forEach(guest -> System.out.println(guest.name() + " is " + guest.state()));
            if (guests.isEmpty()) {
                throw new IllegalStateException("the fake host has no guests");
            }
        }
    }
}
