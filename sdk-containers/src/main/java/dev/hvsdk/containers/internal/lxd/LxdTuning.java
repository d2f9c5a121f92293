/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.containers.internal.http.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/** The limits of an instance, which the daemon writes to its control group at once. Thread-safe. */
final class LxdTuning implements ResourceTuning {
    private static final String OPERATION = "change limits";
    private static final String MEMORY = "limits.memory";
    private static final String CPUS = "limits.cpu";
    private static final String ALLOWANCE = "limits.cpu.allowance";
    private static final String PRIORITY = "limits.cpu.priority";
    private static final String PROCESSES = "limits.processes";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Instance instance;

    LxdTuning(Instance instance) {
        this.instance = instance;
    }

    @Override
    public ResourceLimits limits() {
        return limits(instance.read("read limits").path("expanded_config"));
    }

    static ResourceLimits limits(JsonNode config) {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        Json.text(config, MEMORY).flatMap(LimitText::memory).ifPresent(limits::memory);
        Json.text(config, CPUS).flatMap(LimitText::cpus).ifPresent(limits::vcpus);
        Json.text(config, ALLOWANCE).flatMap(LimitText::cpuLimit).ifPresent(limits::cpuLimit);
        number(config, PRIORITY).ifPresent(limits::cpuWeight);
        number(config, PROCESSES).ifPresent(limits::maxProcesses);
        return limits.build();
    }

    private static Optional<Integer> number(JsonNode config, String key) {
        return Json.text(config, key)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf);
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        return instance.change(OPERATION, source -> {
            ObjectNode config = config(limits);
            if (!config.isEmpty()) {
                instance.patchConfig(config, OPERATION);
            }
            return limits();
        });
    }

    static ObjectNode config(ResourceLimits limits) {
        ObjectNode config = Json.object();
        limits.memory().ifPresent(memory -> config.put(MEMORY, Long.toString(memory.toBytes())));
        limits.vcpus().ifPresent(cpus -> config.put(CPUS, Integer.toString(cpus)));
        limits.cpuLimit().ifPresent(cpus -> config.put(ALLOWANCE, LimitText.ofCpuLimit(cpus)));
        limits.cpuWeight().ifPresent(weight -> config.put(PRIORITY, Integer.toString(weight)));
        limits.maxProcesses().ifPresent(most -> config.put(PROCESSES, Integer.toString(most)));
        return config;
    }
}
