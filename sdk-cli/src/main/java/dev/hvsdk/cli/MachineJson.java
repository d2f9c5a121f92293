/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.HugePagePool;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.SamePageMerging;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.api.machine.VmmKind;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.Detection;
import dev.hvsdk.host.Inspection;
import dev.hvsdk.host.root.Limitation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A machine as JSON, in the form that docs/json.md promises. */
final class MachineJson {
    private MachineJson() {}

    static void inspection(JsonGenerator json, Inspection inspection) throws IOException {
        layers(json, inspection.detection());
        cpu(json, inspection.cpu());
        memory(json, inspection.memory());
        features(json, inspection.features());
        shownDevices(json, inspection);
    }

    /** What of a host's devices can be told, and what prevents more. */
    static void shownDevices(JsonGenerator json, Inspection inspection) throws IOException {
        json.writeBooleanField("devicesShown", inspection.showsDevices());
        devices(json, inspection.devices());
        limitations(json, inspection.limitations());
    }

    static void detection(JsonGenerator json, Detection detection) throws IOException {
        layers(json, detection);
        limitations(json, detection.limitations());
    }

    static void layers(JsonGenerator json, Detection detection) throws IOException {
        json.writeStringField("verdict", detection.verdict().id());
        Json.texts(
                json,
                "platforms",
                detection.platforms().stream().map(Platform::id).toList());
        Json.objects(json, "layers", detection.layers(), MachineJson::layer);
    }

    private static void layer(JsonGenerator json, VirtualizationLayer layer) throws IOException {
        json.writeStringField("technology", layer.technology().id());
        Json.text(json, "variant", layer.variant());
        json.writeStringField("approach", layer.approach().id());
        Json.text(json, "vmm", layer.vmm().map(VmmKind::id));
        json.writeStringField("role", layer.role().id());
        json.writeStringField("confidence", layer.confidence().id());
        Json.objects(json, "evidence", layer.evidence(), MachineJson::evidence);
    }

    static void evidence(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeStringField("source", evidence.source());
        json.writeStringField("value", evidence.value());
        json.writeStringField("forgery", evidence.forgery().id());
    }

    static void cpu(JsonGenerator json, CpuInfo cpu) throws IOException {
        CpuTopology topology = cpu.topology();
        json.writeObjectFieldStart("cpu");
        Json.text(json, "architecture", cpu.architecture());
        Json.text(json, "vendor", cpu.vendor());
        Json.text(json, "model", cpu.model());
        Json.number(json, "familyNumber", cpu.familyNumber());
        Json.number(json, "modelNumber", cpu.modelNumber());
        Json.number(json, "stepping", cpu.stepping());
        Json.number(json, "sockets", topology.sockets());
        Json.number(json, "cores", topology.cores());
        Json.number(json, "threads", topology.threads());
        Json.number(json, "numaNodes", topology.numaNodes());
        json.writeArrayFieldStart("offline");
        for (int number : topology.offline()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void memory(JsonGenerator json, MemoryInfo memory) throws IOException {
        json.writeObjectFieldStart("memory");
        Json.number(json, "totalBytes", memory.total().map(MemorySize::toBytes));
        Json.number(json, "availableBytes", memory.available().map(MemorySize::toBytes));
        Json.objects(json, "hugePages", memory.hugePages(), MachineJson::pool);
        merging(json, memory.samePageMerging());
        Json.text(json, "balloonDriver", memory.balloonDriver());
        json.writeEndObject();
    }

    private static void pool(JsonGenerator json, HugePagePool pool) throws IOException {
        json.writeNumberField("pageBytes", pool.pageSize().toBytes());
        json.writeNumberField("total", pool.total());
        json.writeNumberField("free", pool.free());
    }

    private static void merging(JsonGenerator json, Optional<SamePageMerging> merging) throws IOException {
        if (merging.isEmpty()) {
            json.writeNullField("samePageMerging");
            return;
        }
        json.writeObjectFieldStart("samePageMerging");
        json.writeBooleanField("running", merging.get().running());
        json.writeNumberField("pagesShared", merging.get().pagesShared());
        json.writeEndObject();
    }

    static void features(JsonGenerator json, List<FeatureReport> features) throws IOException {
        Json.objects(json, "features", features, MachineJson::feature);
    }

    private static void feature(JsonGenerator json, FeatureReport report) throws IOException {
        json.writeStringField("feature", report.feature().id());
        json.writeStringField("state", report.state().id());
        Json.objects(json, "evidence", report.evidence(), MachineJson::evidence);
        Json.text(json, "remedy", report.remedy());
    }

    static void devices(JsonGenerator json, List<PassthroughDevice> devices) throws IOException {
        Json.objects(json, "devices", devices, DeviceJson::write);
    }

    static void limitations(JsonGenerator json, List<Limitation> limitations) throws IOException {
        Json.objects(json, "limitations", limitations, MachineJson::limitation);
    }

    private static void limitation(JsonGenerator json, Limitation limitation) throws IOException {
        json.writeStringField("what", limitation.what());
        json.writeStringField("remedy", limitation.remedy());
    }
}
