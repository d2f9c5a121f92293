/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host as JSON. */
final class HostJson {
    private HostJson() {}

    static void write(JsonGenerator json, HostReading host) throws IOException {
        GuestsJson.host(json, host.software());
        json.writeStringField("backend", host.software().backend());
        Json.text(json, "technology", host.software().technology().map(Technology::id));
        Json.text(json, "name", host.machine().name());
        MachineJson.cpu(json, host.machine().cpu());
        Json.number(json, "memoryBytes", host.machine().memory().map(MemorySize::toBytes));
        Json.number(json, "freeMemoryBytes", host.machine().freeMemory().map(MemorySize::toBytes));
        Json.objects(json, "capabilities", host.capabilities().entrySet(), HostJson::capability);
        Optional<List<FeatureReport>> features = host.features().asOptional();
        if (features.isPresent()) {
            MachineJson.features(json, features.get());
        } else {
            json.writeNullField("features");
        }
        DomainsJson.write(json, host.domains());
        MachineJson.devices(json, host.devices());
    }

    private static void capability(JsonGenerator json, Map.Entry<String, Support<? extends HostCapability>> entry)
            throws IOException {
        json.writeStringField("capability", entry.getKey());
        Json.availability(json, entry.getValue());
    }
}
