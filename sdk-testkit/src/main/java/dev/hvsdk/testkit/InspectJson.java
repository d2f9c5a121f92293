/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A container as Docker's inspect shows it, without its environment, which may hold secrets. Immutable. */
final class InspectJson implements DefinitionLanguage {
    /** Docker counts CPUs in billionths. */
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

    @Override
    public String format() {
        return "docker-inspect-json";
    }

    @Override
    public Set<String> identity() {
        return Set.of();
    }

    @Override
    public Set<String> sizes() {
        return Set.of();
    }

    @Override
    public String text(GuestRecord guest, List<PassthroughDevice> devices) {
        ObjectNode json = Json.object().put("Id", guest.id().value()).put("Name", "/" + guest.name());
        json.set("State", state(guest.state()));
        ObjectNode host = hostConfig(guest.config().size());
        devices.forEach(device -> host.withArray("Devices").addObject().put("PathOnHost", device.address()));
        json.set("HostConfig", host);
        return Json.text(json);
    }

    private static ObjectNode state(GuestState state) {
        return Json.object()
                .put("Status", status(state))
                .put("Running", state.isActive())
                .put("Paused", state == GuestState.PAUSED)
                .put("Dead", state == GuestState.CRASHED);
    }

    /** The words of Docker's engine API, State.Status. */
    private static String status(GuestState state) {
        return switch (state) {
            case RUNNING, SHUTTING_DOWN -> "running";
            case PAUSED, SUSPENDED -> "paused";
            case STOPPED -> "exited";
            case CRASHED -> "dead";
        };
    }

    /** Docker's 0 is no limit. */
    static ObjectNode hostConfig(GuestSize size) {
        var limits = size.limits(true);
        long cpus =
                limits.cpuLimit().map(limit -> limit.multiply(NANO).longValue()).orElse(0L);
        return Json.object()
                .put("NanoCpus", cpus)
                .put("CpuShares", limits.cpuWeight().orElse(0))
                .put("Memory", limits.memory().map(memory -> memory.toBytes()).orElse(0L))
                .put("PidsLimit", limits.maxProcesses().orElse(0));
    }

    /** Docker takes none back, and so none is read. */
    @Override
    public Map<String, String> values(String text) {
        throw new IllegalArgumentException("a container's definition cannot be given");
    }

    @Override
    public GuestSize resized(GuestSize before, Set<String> differing, Map<String, String> values) {
        return before;
    }
}
