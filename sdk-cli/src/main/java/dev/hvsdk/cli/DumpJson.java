/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.CpuKind;
import dev.hvsdk.host.cpuid.FeatureBit;
import java.io.IOException;
import java.util.Optional;

/** A dump of CPUID as JSON: the features of its first CPU as {@code hv features} has them, and what the dump says of all. */
final class DumpJson {
    private DumpJson() {}

    static void write(JsonGenerator json, DumpReading reading) throws IOException {
        MachineJson.features(json, reading.kinds().get(0).features());
        Json.object(json, "dump", reading, DumpJson::dump);
    }

    private static void dump(JsonGenerator json, DumpReading reading) throws IOException {
        json.writeStringField("file", reading.file());
        json.writeStringField("format", reading.format().id());
        json.writeNumberField("cpus", reading.cpus());
        Json.texts(
                json,
                "differing",
                reading.differing().stream().map(CpuFeature::id).toList());
        Json.objects(json, "kinds", reading.kinds(), DumpJson::kind);
    }

    private static void kind(JsonGenerator json, CpuKind kind) throws IOException {
        Json.texts(json, "names", kind.names());
        MachineJson.cpu(json, kind.cpu());
        MachineJson.features(json, kind.features());
        Json.objects(json, "bits", kind.bits(), DumpJson::bit);
    }

    private static void bit(JsonGenerator json, FeatureBit bit) throws IOException {
        json.writeStringField("feature", bit.feature().id());
        json.writeStringField("source", bit.source());
        Optional<Boolean> value = bit.value().value();
        if (value.isPresent()) {
            json.writeBooleanField("value", value.get());
        } else {
            json.writeNullField("value");
        }
    }
}
