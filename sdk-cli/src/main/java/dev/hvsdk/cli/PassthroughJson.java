/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.passthrough.UndoReport;
import java.io.IOException;
import java.util.List;

/** Plans for devices as JSON, in the form that docs/json.md promises. */
final class PassthroughJson {
    private PassthroughJson() {}

    static void plan(JsonGenerator json, DevicePlan plan) throws IOException {
        json.writeStringField("change", Passthrough.describe(plan.change()));
        json.writeStringField("device", plan.change().device().toString());
        json.writeBooleanField("refused", plan.isRefused());
        Json.texts(json, "steps", plan.steps());
        Json.objects(json, "refusals", plan.refusals(), PassthroughJson::refusal);
        Json.objects(json, "cautions", plan.cautions(), PassthroughJson::blocker);
    }

    private static void refusal(JsonGenerator json, Blocker refusal) throws IOException {
        blocker(json, refusal);
        json.writeBooleanField("canBeAllowed", Passthrough.acceptable().contains(refusal.kind()));
    }

    private static void blocker(JsonGenerator json, Blocker blocker) throws IOException {
        json.writeStringField("kind", blocker.kind().id());
        json.writeStringField("detail", blocker.detail());
    }

    static void applied(JsonGenerator json, DevicePlan plan, List<PassthroughDevice> devices) throws IOException {
        plan(json, plan);
        MachineJson.devices(json, devices);
    }

    static void undo(JsonGenerator json, UndoReport report, boolean isDone) throws IOException {
        json.writeStringField("state", report.state().id());
        json.writeStringField("summary", report.summary());
        Json.texts(json, "steps", report.steps());
        json.writeBooleanField("done", isDone);
    }
}
