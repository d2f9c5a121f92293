/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package listguests;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.util.Arrays;

/** Lists the guests of the hosts whose URIs it is given; what can be listed depends on the backends on its path alone. */
final class ListGuests {
    private final Hypervisors hypervisors = Hypervisors.load();

    private ListGuests() {}

    public static void main(String... uris) {
        ListGuests list = new ListGuests();
        list.hypervisors.problems().forEach(problem -> System.err.println("not usable: " + problem));
        long failed = Arrays.stream(uris).filter(uri -> !list.show(uri)).count();
        if (failed > 0) {
            System.exit(1);
        }
    }

    /** Whether all guests of the host could be listed; a host that is away does not hide the next one. */
    private boolean show(String uri) {
        try (Hypervisor host = hypervisors.open(uri)) {
            System.out.println(host.info());
            GuestListing guests = host.guests();
            guests.forEach(ListGuests::show);
            guests.incomplete().forEach(guest -> System.out.println("  not read: " + guest));
            return guests.incomplete().isEmpty();
        } catch (HypervisorException | IllegalArgumentException e) {
            System.err.println(uri + ": " + e.getMessage());
            return false;
        }
    }

    private static void show(GuestInfo guest) {
        System.out.println("  " + guest.name() + " is " + guest.state().id());
    }
}
