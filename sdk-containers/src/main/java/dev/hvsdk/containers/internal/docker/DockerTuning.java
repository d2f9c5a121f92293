/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.LongConsumer;

/** The limits of a container, which the engine writes to its control group at once. Thread-safe. */
final class DockerTuning implements ResourceTuning {
    private static final String OPERATION = "change limits";
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private final Container container;

    DockerTuning(Container container) {
        this.container = container;
    }

    @Override
    public ResourceLimits limits() {
        return limits(container.inspect("read limits"));
    }

    static ResourceLimits limits(JsonNode inspected) {
        JsonNode host = inspected.path("HostConfig");
        ResourceLimits.Builder limits = ResourceLimits.builder();
        positive(host, "Memory", bytes -> limits.memory(MemorySize.ofBytes(bytes)));
        positive(host, "CpuShares", weight -> limits.cpuWeight(Math.toIntExact(weight)));
        positive(host, "PidsLimit", most -> limits.maxProcesses((int) Math.min(most, Integer.MAX_VALUE)));
        ContainerJson.cpuLimit(host).ifPresent(cpus -> {
            limits.cpuLimit(cpus);
            limits.vcpus(cpus.setScale(0, RoundingMode.CEILING).intValueExact());
        });
        return limits.build();
    }

    /** Zero and -1 both stand for no limit. */
    private static void positive(JsonNode host, String key, LongConsumer use) {
        Json.number(host, key).stream().filter(value -> value > 0).forEach(use);
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        return container.change(OPERATION, source -> {
            JsonNode before = container.inspect(OPERATION);
            ObjectNode changes = changes(limits, before.path("HostConfig"), container.errors(OPERATION));
            if (!changes.isEmpty()) {
                container.send(container.post("update").json(changes), OPERATION);
            }
            return limits();
        });
    }

    static ObjectNode changes(ResourceLimits limits, JsonNode before, ErrorFactory about) {
        ObjectNode changes = Json.object();
        limits.memory().ifPresent(memory -> memory(memory, before, changes));
        limits.cpuWeight().ifPresent(weight -> changes.put("CpuShares", weight));
        limits.maxProcesses().ifPresent(most -> changes.put("PidsLimit", most));
        cpus(limits, before, changes, about);
        return changes;
    }

    /** The engine refuses a memory above the limit of memory and swap together, which is twice the memory where nobody says. */
    private static void memory(MemorySize memory, JsonNode before, ObjectNode changes) {
        boolean isSwapFree = Json.number(before, "MemorySwap").orElse(0) < 0;
        changes.put("Memory", memory.toBytes());
        changes.put("MemorySwap", isSwapFree ? -1 : Math.multiplyExact(2, memory.toBytes()));
    }

    private static void cpus(ResourceLimits limits, JsonNode before, ObjectNode changes, ErrorFactory about) {
        if (limits.vcpus().isPresent() && limits.cpuLimit().isPresent()) {
            throw about.remedy("give one of them")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a container has one limit of CPUs, and no number of its own");
        }
        limits.vcpus().ifPresent(cpus -> cpuLimit(BigDecimal.valueOf(cpus), before, changes));
        limits.cpuLimit().ifPresent(cpus -> cpuLimit(cpus, before, changes));
    }

    /** In the form that the container has: the engine takes no other. */
    private static void cpuLimit(BigDecimal cpus, JsonNode before, ObjectNode changes) {
        if (Json.number(before, "CpuQuota").orElse(0) > 0) {
            long period = ContainerJson.period(before);
            changes.put("CpuPeriod", period);
            changes.put("CpuQuota", rounded(cpus.multiply(BigDecimal.valueOf(period))));
        } else {
            changes.put("NanoCpus", rounded(cpus.multiply(NANOS)));
        }
    }

    private static long rounded(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
