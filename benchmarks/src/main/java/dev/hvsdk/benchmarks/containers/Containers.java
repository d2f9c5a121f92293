/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.containers;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.benchmarks.report.Command;
import java.util.List;

/** Makes what is listed. */
final class Containers {
    private static final String IMAGE = "hvsdk/busybox:1";

    private Containers() {}

    /** As many containers, of which the first ones run. */
    static void make(Dockerd dockerd, String tar, int created, int running) {
        Command.run(dockerd.cli("import", tar, IMAGE));
        try (Hypervisor host = Hypervisors.load().open(dockerd.uri())) {
            for (int number = 0; number < created; number++) {
                var guest = host.define(spec(number)).await();
                if (number < running) {
                    guest.start().await();
                }
            }
        }
    }

    private static GuestSpec spec(int number) {
        return GuestSpec.builder("bench-" + number)
                .boot(BootSource.image(IMAGE, List.of("sleep", "1000000")))
                .build();
    }
}
