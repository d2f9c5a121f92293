/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the guests of a host that are stopped. */
public final class StartStopped {
    private StartStopped() {}

    /** {@code java readme.StartStopped fake:kvm}; with a backend on the path also {@code qemu:///system} and the like. */
    public static void main(String[] uris) {
        for (String uri : uris) {
            try (Hypervisor host = Hypervisors.load().open(uri)) {
                startStopped(host).forEach(System.out::println);
            }
        }
    }

    static List<GuestInfo> startStopped(Hypervisor host) {
        List<GuestInfo> started = new ArrayList<>();
        for (GuestInfo guest : host.guests()) { // one call to the host, one consistent reading
            if (guest.state() == GuestState.STOPPED) {
                Guest handle = host.guest(guest.id());
                started.add(handle.start().await(Duration.ofSeconds(30)));
            }
        }
        return started;
    }
}
