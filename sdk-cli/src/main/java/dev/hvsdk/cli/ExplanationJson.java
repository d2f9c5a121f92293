/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.Detection;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Signal;
import java.io.IOException;

/** The reasons of a detection as JSON, in the form that docs/json.md promises. */
final class ExplanationJson {
    private ExplanationJson() {}

    static void write(JsonGenerator json, Detection detection) throws IOException {
        MachineJson.layers(json, detection);
        Json.objects(json, "signals", detection.signals(), ExplanationJson::signal);
        Json.objects(json, "rules", ExplanationPage.rules(detection), ExplanationJson::rule);
        MachineJson.limitations(json, detection.limitations());
    }

    private static void signal(JsonGenerator json, Signal signal) throws IOException {
        MachineJson.evidence(json, signal.evidence());
        Json.text(json, "technology", signal.technology().map(Technology::id));
        Json.text(json, "variant", signal.variant());
        Json.text(json, "platform", signal.platform().map(Platform::id));
        json.writeStringField("weight", signal.weight().id());
        json.writeStringField("outcome", signal.outcome().id());
        json.writeStringField("rule", signal.rule().id());
    }

    private static void rule(JsonGenerator json, Rule rule) throws IOException {
        json.writeStringField("id", rule.id());
        json.writeNumberField("number", rule.number());
        json.writeStringField("statement", rule.statement());
    }
}
