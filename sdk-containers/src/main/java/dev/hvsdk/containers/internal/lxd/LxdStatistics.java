/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import java.time.Duration;
import java.time.Instant;

/** The counters of an instance, one reading of the daemon's. Thread-safe. */
final class LxdStatistics implements Statistics {
    private static final String OPERATION = "read statistics";

    private final Instance instance;

    LxdStatistics(Instance instance) {
        this.instance = instance;
    }

    @Override
    public GuestStatistics read() {
        JsonNode json = instance.readWithState(OPERATION);
        GuestState state = InstanceJson.state(json);
        if (!state.isActive()) {
            throw instance.errors(OPERATION).wrongState("it is " + state.id());
        }
        return read(json, Instant.now());
    }

    /** Of an instance as it is listed with its state; the memory is all that is charged to it, with the cache of its files. */
    static GuestStatistics read(JsonNode json, Instant time) {
        GuestStatistics.Builder statistics = GuestStatistics.builder(time);
        JsonNode state = json.path("state");
        // It is negative where the daemon could not look.
        Json.number(state, "cpu", "usage").stream()
                .filter(nanos -> nanos >= 0)
                .forEach(nanos -> statistics.cpuTime(Duration.ofNanos(nanos)));
        Json.number(state, "memory", "usage").stream()
                .filter(bytes -> bytes > 0)
                .forEach(bytes -> statistics.memoryResident(MemorySize.ofBytes(bytes)));
        Json.text(json, "expanded_config", "limits.memory")
                .flatMap(LimitText::memory)
                .ifPresent(statistics::memoryAssigned);
        nics(state.path("network"), statistics);
        return statistics.build();
    }

    private static void nics(JsonNode networks, GuestStatistics.Builder statistics) {
        networks.properties().forEach(network -> {
            if (!Json.text(network.getValue(), "type").orElse("").equals("loopback")) {
                JsonNode counters = network.getValue().path("counters");
                statistics.nic(new NicCounters(
                        network.getKey(), size(counters, "bytes_received"), size(counters, "bytes_sent")));
            }
        });
    }

    private static MemorySize size(JsonNode json, String key) {
        return MemorySize.ofBytes(Math.max(0, Json.number(json, key).orElse(0)));
    }
}
