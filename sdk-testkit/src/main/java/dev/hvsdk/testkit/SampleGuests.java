/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.List;

/** The guests of a host that is opened by URI, so that there is something to see. */
final class SampleGuests {
    private SampleGuests() {}

    /** A host of this family with four guests; web and db were started an hour ago, build was paused after 20 minutes. */
    static FakeHost host(Family family) {
        FakeHost host = FakeHost.of(family)
                .withGuest(guest(family, "web", "nginx:1.29", 2, 2), GuestState.RUNNING)
                .withGuest(guest(family, "db", "postgres:18", 4, 8), GuestState.RUNNING)
                .withGuest(guest(family, "build", "maven:3.9", 8, 16), GuestState.RUNNING)
                .withGuest(guest(family, "old", "debian:12", 1, 1), GuestState.STOPPED);
        host.clock().advance(Duration.ofMinutes(20));
        host.core().named("build").forEach(id -> host.core().perform(id, Action.PAUSE));
        host.clock().advance(Duration.ofMinutes(40));
        return host;
    }

    private static GuestSpec guest(Family family, String name, String image, int vcpus, int gibibytes) {
        GuestSpec.Builder spec = GuestSpec.builder(name).vcpus(vcpus).memory(MemorySize.ofGibibytes(gibibytes));
        BootSource boot = family.hasMachines() ? BootSource.disk() : BootSource.image(image, List.of());
        return spec.boot(boot).build();
    }
}
