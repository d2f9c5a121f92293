/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostRecorder;
import dev.hvsdk.testkit.Recording;
import dev.hvsdk.testkit.RecordingMask;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's recorder reads this backend as any other, and its recording is a host for unit tests. */
class RecordingTest {
    @TempDir
    Path directory;

    private Hypervisor open() {
        return Hypervisors.load()
                .open("virtualbox:local?program=" + StandIn.in(directory).program());
    }

    private static List<String> lines(Hypervisor host) {
        return host.guests().stream()
                .map(guest -> guest.id() + " " + guest.name() + " " + guest.state() + " " + guest.memory() + " "
                        + guest.vcpus())
                .toList();
    }

    @Test
    void aRecordingIsAHostInTheSameState() {
        Path file = directory.resolve("host.json");
        List<String> real;
        try (Hypervisor host = open()) {
            host.define(GuestSpec.builder("web server").build()).await().start().await();
            host.define(GuestSpec.builder("db").vcpus(2).build()).await();
            Recording recording = HostRecorder.record(host);
            assertEquals(2, recording.guests());
            assertEquals(List.of(), recording.unreadable());
            recording.writeTo(file);
            real = lines(host);
        }
        try (Hypervisor replayed = FakeHost.replay(file).open()) {
            assertEquals(real, lines(replayed));
            Guest db = replayed.findGuest("db").orElseThrow();
            GuestInfo started = db.start().await();
            assertEquals(GuestState.RUNNING, started.state());
        }
    }

    @Test
    void aMaskedRecordingNamesNobody() {
        try (Hypervisor host = open()) {
            Guest guest =
                    host.define(GuestSpec.builder("secret project").build()).await();

            String json = HostRecorder.record(host, EnumSet.allOf(RecordingMask.class))
                    .toJson();

            assertTrue(json.contains("guest-1"));
            assertFalse(json.contains("secret project"));
            assertFalse(json.contains(guest.id().value()));
            assertFalse(json.contains(directory.toString()));
        }
    }
}
