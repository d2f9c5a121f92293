/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The counters of a container, one reading of the engine's. Thread-safe. */
final class DockerStatistics implements Statistics {
    private final Container container;

    DockerStatistics(Container container) {
        this.container = container;
    }

    @Override
    public GuestStatistics read() {
        return read(
                container.client(), container.id(), container.client().context().deadline());
    }

    static GuestStatistics read(Client client, GuestId id, Deadline deadline) {
        Counted counted = Counted.read(client, id, deadline);
        return read(counted.counters(), counted.inspected(), counted.time());
    }

    static GuestStatistics read(JsonNode counters, JsonNode inspected, Instant time) {
        GuestStatistics.Builder statistics = GuestStatistics.builder(time);
        Json.number(counters, "cpu_stats", "cpu_usage", "total_usage")
                .ifPresent(nanos -> statistics.cpuTime(Duration.ofNanos(nanos)));
        memory(counters.path("memory_stats"), statistics);
        // The engine's own limit is the machine's memory where there is none.
        Json.number(inspected, "HostConfig", "Memory").stream()
                .filter(bytes -> bytes > 0)
                .forEach(bytes -> statistics.memoryAssigned(MemorySize.ofBytes(bytes)));
        nics(counters.path("networks"), statistics);
        disks(counters.path("blkio_stats").path("io_service_bytes_recursive"), statistics);
        return statistics.build();
    }

    /** Files that were read and not used since count as usage, until somebody else needs the memory. */
    private static void memory(JsonNode memory, GuestStatistics.Builder statistics) {
        OptionalLong usage = Json.number(memory, "usage");
        usage.ifPresent(bytes -> statistics.memoryResident(MemorySize.ofBytes(bytes)));
        OptionalLong inactive = Counted.inactive(memory.path("stats"));
        if (usage.isPresent() && inactive.isPresent()) {
            statistics.memoryUsed(MemorySize.ofBytes(Math.max(0, usage.getAsLong() - inactive.getAsLong())));
        }
    }

    private static void nics(JsonNode networks, GuestStatistics.Builder statistics) {
        networks.properties()
                .forEach(network -> statistics.nic(new NicCounters(
                        network.getKey(), size(network.getValue(), "rx_bytes"), size(network.getValue(), "tx_bytes"))));
    }

    private static MemorySize size(JsonNode json, String key) {
        return MemorySize.ofBytes(Math.max(0, Json.number(json, key).orElse(0)));
    }

    private static void disks(JsonNode entries, GuestStatistics.Builder statistics) {
        Map<String, Long> read = new LinkedHashMap<>();
        Map<String, Long> written = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            String device =
                    entry.path("major").asText() + ":" + entry.path("minor").asText();
            long bytes = Json.number(entry, "value").orElse(0);
            switch (Json.text(entry, "op").orElse("").toLowerCase(Locale.ROOT)) {
                case "read" -> read.merge(device, bytes, Long::sum);
                case "write" -> written.merge(device, bytes, Long::sum);
                default -> {
                    // Totals and kinds of the same bytes.
                }
            }
        }
        read.forEach((device, bytes) -> statistics.disk(new DiskCounters(
                device, MemorySize.ofBytes(bytes), MemorySize.ofBytes(written.getOrDefault(device, 0L)))));
    }
}
