/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.time.Duration;

/** The counters of guests as JSON. */
final class StatsJson {
    private StatsJson() {}

    static void write(JsonGenerator json, StatsReading reading) throws IOException {
        Json.objects(json, "guests", reading.guests(), StatsJson::write);
        Json.objects(json, "incomplete", reading.incomplete(), GuestsJson::write);
    }

    private static void write(JsonGenerator json, StatsReading.Entry guest) throws IOException {
        GuestStatistics counters = guest.counters();
        json.writeStringField("id", guest.id().toString());
        json.writeStringField("name", guest.name());
        json.writeStringField("time", counters.time().toString());
        Json.number(json, "cpuTimeNanos", counters.cpuTime().map(Duration::toNanos));
        Json.number(json, "memoryUsedBytes", counters.memoryUsed().map(MemorySize::toBytes));
        Json.number(json, "memoryAssignedBytes", counters.memoryAssigned().map(MemorySize::toBytes));
        Json.number(json, "memoryResidentBytes", counters.memoryResident().map(MemorySize::toBytes));
        Json.objects(json, "disks", counters.disks(), StatsJson::write);
        Json.objects(json, "nics", counters.nics(), StatsJson::write);
    }

    private static void write(JsonGenerator json, DiskCounters disk) throws IOException {
        json.writeStringField("device", disk.device());
        json.writeNumberField("readBytes", disk.read().toBytes());
        json.writeNumberField("writtenBytes", disk.written().toBytes());
    }

    private static void write(JsonGenerator json, NicCounters nic) throws IOException {
        json.writeStringField("device", nic.device());
        json.writeNumberField("receivedBytes", nic.received().toBytes());
        json.writeNumberField("sentBytes", nic.sent().toBytes());
    }
}
