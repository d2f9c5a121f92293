/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardResetTest {
    @TempDir
    Path directory;

    @Test
    void isThereWhileTheMachineRuns() {
        String uri = "virtualbox:local?program=" + StandIn.in(directory).program();
        try (Hypervisor host = Hypervisors.load().open(uri)) {
            Guest guest = host.define(GuestSpec.builder("web").build()).await();
            assertThrows(
                    HypervisorException.WrongState.class,
                    () -> guest.capability(HardReset.class).require());
            guest.start().await();
            HardReset button = guest.capability(HardReset.class).require();
            assertEquals(GuestState.RUNNING, button.reset().await().state());
        }
    }
}
