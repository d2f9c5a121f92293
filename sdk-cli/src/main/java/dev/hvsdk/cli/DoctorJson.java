/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.host.doctor.CheckResult;
import dev.hvsdk.host.doctor.Diagnosis;
import java.io.IOException;

/** What the checks of a host came to as JSON. */
final class DoctorJson {
    private DoctorJson() {}

    static void write(JsonGenerator json, Diagnosis diagnosis) throws IOException {
        json.writeBooleanField("failed", diagnosis.hasFailures());
        Json.objects(json, "checks", diagnosis.results(), DoctorJson::check);
        MachineJson.limitations(json, diagnosis.limitations());
    }

    private static void check(JsonGenerator json, CheckResult result) throws IOException {
        json.writeStringField("check", result.check().id());
        json.writeStringField("group", result.check().group().id());
        json.writeStringField("title", result.check().title());
        json.writeStringField("verdict", result.verdict().id());
        json.writeStringField("reason", result.reason());
        Json.text(json, "remedy", result.remedy());
    }
}
