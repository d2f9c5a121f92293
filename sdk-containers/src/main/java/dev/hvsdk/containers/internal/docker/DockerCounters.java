/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerCounters;
import dev.hvsdk.containers.ContainerStatistics;
import dev.hvsdk.containers.internal.http.Json;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The counters of a container's control groups as the engine passes them on. Immutable. */
final class DockerCounters implements ContainerStatistics {
    private final Container container;

    DockerCounters(Container container) {
        this.container = container;
    }

    @Override
    public ContainerCounters read() {
        Client client = container.client();
        return read(Counted.read(client, container.id(), client.context().deadline()));
    }

    static ContainerCounters read(Counted counted) {
        ContainerCounters.Builder read = ContainerCounters.builder(counted.time());
        memory(counted.counters().path("memory_stats"), read);
        positive(Json.number(counted.inspected(), "HostConfig", "Memory"))
                .ifPresent(bytes -> read.memoryLimit(MemorySize.ofBytes(bytes)));
        Json.number(counted.counters(), "pids_stats", "current").ifPresent(read::processes);
        positive(Json.number(counted.inspected(), "HostConfig", "PidsLimit")).ifPresent(read::maxProcesses);
        throttling(Json.at(counted.counters(), "cpu_stats", "throttling_data"), read);
        return read.build();
    }

    private static void memory(JsonNode memory, ContainerCounters.Builder read) {
        size(Json.number(memory, "usage"), read::memoryUsage);
        size(Counted.inactive(memory.path("stats")), read::inactiveFile);
        size(Counted.cache(memory.path("stats")), read::pageCache);
    }

    private static void size(OptionalLong bytes, Consumer<MemorySize> use) {
        bytes.ifPresent(found -> use.accept(MemorySize.ofBytes(found)));
    }

    /** Zero and -1 both stand for no limit. */
    private static OptionalLong positive(OptionalLong limit) {
        return limit.stream().filter(value -> value > 0).findFirst();
    }

    private static void throttling(JsonNode cpu, ContainerCounters.Builder read) {
        Json.number(cpu, "periods").ifPresent(read::periods);
        Json.number(cpu, "throttled_periods").ifPresent(read::throttledPeriods);
        Json.number(cpu, "throttled_time").ifPresent(nanos -> read.throttledTime(Duration.ofNanos(nanos)));
    }
}
