/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.internal.tool.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What {@code xl list -l} adds to a line of the short listing.
 *
 * @param type how it is virtualised
 * @param maxMemory what it may be given
 * @param maxVcpus how many virtual CPUs it may have
 * @param limits what it is given now
 * @param scheduler which of Xen's schedulers it is under: credit2
 * @param hardware the disks and network cards that it has now
 */
record Details(
        Optional<XenGuestKind> type,
        Optional<MemorySize> maxMemory,
        OptionalInt maxVcpus,
        ResourceLimits limits,
        Optional<String> scheduler,
        Hardware hardware) {
    static final Details NONE = new Details(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            ResourceLimits.builder().build(),
            Optional.empty(),
            Hardware.NONE);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By the numbers of domains. */
    static Map<Integer, Details> parse(String printed) {
        Map<Integer, Details> all = new HashMap<>();
        for (JsonNode domain : tree(printed)) {
            all.put(domain.path("domid").asInt(-1), of(domain.path("config")));
        }
        return all;
    }

    private static JsonNode tree(String printed) {
        try {
            return JSON.readTree(printed);
        } catch (JsonProcessingException e) {
            throw new UnreadableAnswerException("xl list -l printed no JSON", e);
        }
    }

    private static Details of(JsonNode config) {
        String type = config.path("c_info").path("type").asText();
        JsonNode machine = config.path("b_info");
        int most = machine.path("max_vcpus").asInt();
        return new Details(
                Stream.of(XenGuestKind.values())
                        .filter(each -> each.id().equals(type))
                        .findFirst(),
                memory(machine.path("max_memkb")),
                most > 0 ? OptionalInt.of(most) : OptionalInt.empty(),
                limits(machine),
                Optional.of(machine.path("sched_params").path("sched").asText()).filter(name -> !name.isEmpty()),
                Hardware.of(config));
    }

    private static Optional<MemorySize> memory(JsonNode kibibytes) {
        return kibibytes.asLong() > 0 ? Optional.of(MemorySize.ofKibibytes(kibibytes.asLong())) : Optional.empty();
    }

    private static ResourceLimits limits(JsonNode machine) {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        memory(machine.path("target_memkb")).ifPresent(limits::memory);
        int vcpus = machine.path("avail_vcpus").size();
        if (vcpus > 0) {
            limits.vcpus(vcpus);
        }
        JsonNode shares = machine.path("sched_params");
        int weight = shares.path("weight").asInt();
        if (weight > 0) {
            limits.cpuWeight(weight);
        }
        int percent = shares.path("cap").asInt();
        if (percent > 0) {
            limits.cpuLimit(BigDecimal.valueOf(percent, 2));
        }
        return limits.build();
    }
}
