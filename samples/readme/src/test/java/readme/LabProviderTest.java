/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabProviderTest {
    @Test
    void isFoundAndListsTheMachinesOfItsFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("machines"), "bench1 running\nbench2 stopped\n");
        try (Hypervisor lab = Hypervisors.load().open("lab:" + file)) {
            assertEquals(2, lab.guests().size());
            assertEquals(
                    GuestState.STOPPED,
                    lab.findGuest("bench2").orElseThrow().info().state());
            assertThrows(
                    HypervisorException.Unsupported.class,
                    () -> lab.findGuest("bench2").orElseThrow().start().await());
        }
    }
}
