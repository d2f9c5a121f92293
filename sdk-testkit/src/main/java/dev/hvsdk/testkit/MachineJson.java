/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.Forgery;
import java.util.LinkedHashSet;

/** The CPU and the features of a machine in a recording. */
final class MachineJson {
    private MachineJson() {}

    static ObjectNode cpu(CpuInfo cpu) {
        ObjectNode json = Json.object();
        Json.put(json, "architecture", cpu.architecture());
        Json.put(json, "vendor", cpu.vendor());
        Json.put(json, "model", cpu.model());
        Json.put(json, "family", cpu.familyNumber());
        Json.put(json, "modelNumber", cpu.modelNumber());
        Json.put(json, "stepping", cpu.stepping());
        Json.putTexts(json, "flags", cpu.flags());
        CpuTopology topology = cpu.topology();
        Json.put(json, "sockets", topology.sockets());
        Json.put(json, "cores", topology.cores());
        Json.put(json, "threads", topology.threads());
        Json.put(json, "numaNodes", topology.numaNodes());
        if (!topology.offline().isEmpty()) {
            topology.offline().forEach(json.putArray("offline")::add);
        }
        return json;
    }

    static CpuInfo cpu(Fields json) {
        CpuInfo.Builder cpu = CpuInfo.builder().flags(new LinkedHashSet<>(json.texts("flags")));
        json.ifText("architecture", cpu::architecture);
        json.ifText("vendor", cpu::vendor);
        json.ifText("model", cpu::model);
        json.ifNumber("family", cpu::familyNumber);
        json.ifNumber("modelNumber", cpu::modelNumber);
        json.ifNumber("stepping", cpu::stepping);
        return cpu.topology(topology(json)).build();
    }

    private static CpuTopology topology(Fields json) {
        CpuTopology.Builder topology = CpuTopology.builder();
        json.ifNumber("sockets", topology::sockets);
        json.ifNumber("cores", topology::cores);
        json.ifNumber("threads", topology::threads);
        json.ifNumber("numaNodes", topology::numaNodes);
        return topology.offline(json.numbers("offline")).build();
    }

    static ObjectNode feature(FeatureReport report, Masks masks) {
        ObjectNode json = Json.object()
                .put("feature", report.feature().id())
                .put("state", report.state().id());
        Json.putObjects(
                json,
                "evidence",
                report.evidence(),
                (Evidence piece) -> Json.object()
                        .put("source", piece.source())
                        .put("value", masks.text(piece.value()))
                        .put("forgery", piece.forgery().id()));
        Json.put(json, "remedy", report.remedy().map(masks::text));
        return json;
    }

    static FeatureReport feature(Fields json) {
        FeatureReport.Builder report = FeatureReport.builder(
                json.parsed("feature", CpuFeature::of),
                json.parsed("state", Json.constant(FeatureState.class, FeatureState::id)));
        json.objects("evidence").forEach(piece -> report.evidence(evidence(piece)));
        json.ifText("remedy", report::remedy);
        return report.build();
    }

    private static Evidence evidence(Fields json) {
        return new Evidence(
                json.text("source"),
                json.text("value"),
                json.parsed("forgery", Json.constant(Forgery.class, Forgery::id)));
    }
}
