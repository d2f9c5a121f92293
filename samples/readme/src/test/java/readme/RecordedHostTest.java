/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostRecorder;
import dev.hvsdk.testkit.Recording;
import dev.hvsdk.testkit.RecordingMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host is recorded once and played back in each test. */
class RecordedHostTest {
    @TempDir
    private Path directory;

    @Test
    void recordsAHostAndPlaysItBack() {
        Path file = directory.resolve("host.json");
        try (Hypervisor real = Hypervisors.load().open("fake:kvm")) { // or qemu:///system
            Recording recording = HostRecorder.record(real);
            assertEquals(List.of(), recording.unreadable()); // nothing is missing
            recording.writeTo(file);
        }

        FakeHost fake = FakeHost.replay(file);
        try (Hypervisor host = fake.open()) {
            assertEquals(4, host.guests().size());
            assertEquals(
                    GuestState.RUNNING,
                    host.findGuest("old").orElseThrow().start().await().state());
        }
    }

    @Test
    void recordsAHostWithoutItsNames() {
        try (Hypervisor real = Hypervisors.load().open("fake:kvm")) {
            Recording recording = HostRecorder.record(real, EnumSet.allOf(RecordingMask.class));

            assertTrue(recording.toJson().contains("guest-1"));
            assertFalse(recording.toJson().contains("\"web\""));
        }
    }

    @Test
    void answersAtTheConsole() throws IOException {
        FakeHost fake =
                FakeHost.kvm().withGuest("web", GuestState.RUNNING).answerConsole(line -> line + "? Password: ");
        try (Hypervisor host = fake.open();
                ConsoleSession session = host.findGuest("web")
                        .orElseThrow()
                        .capability(Console.class)
                        .require()
                        .open()) {
            session.input().write("root\n".getBytes(StandardCharsets.UTF_8));

            assertEquals("root? Password: ", new String(session.output().readNBytes(16), StandardCharsets.UTF_8));
        }
    }
}
