/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.workload.MemoryMeasure;
import dev.hvsdk.host.workload.Workload;
import dev.hvsdk.host.workload.Workloads;
import java.io.IOException;

/** Workloads as JSON, in the form that docs/json.md promises. */
final class WorkloadsJson {
    private WorkloadsJson() {}

    static void write(JsonGenerator json, Workloads workloads) throws IOException {
        Json.objects(json, "workloads", workloads.found(), WorkloadsJson::workload);
        MachineJson.limitations(json, workloads.limitations());
    }

    private static void workload(JsonGenerator json, Workload workload) throws IOException {
        json.writeNumberField("pid", workload.pid());
        json.writeStringField("technology", workload.technology().id());
        json.writeStringField("approach", workload.technology().approach().id());
        Json.text(json, "name", workload.name());
        json.writeStringField("state", workload.state().id());
        Json.text(json, "manager", workload.manager());
        Json.text(json, "owner", workload.owner());
        Json.number(json, "memoryBytes", workload.memory().map(MemorySize::toBytes));
        Json.text(json, "measure", workload.measure().map(MemoryMeasure::id));
    }
}
