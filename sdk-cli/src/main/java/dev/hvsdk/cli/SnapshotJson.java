/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotStorage;
import java.io.IOException;
import java.time.Instant;

/** A snapshot as JSON. */
final class SnapshotJson {
    private SnapshotJson() {}

    static void write(JsonGenerator json, Snapshot snapshot) throws IOException {
        json.writeStringField("id", snapshot.id());
        json.writeStringField("name", snapshot.name());
        json.writeStringField("state", snapshot.state().id());
        json.writeBooleanField("holdsMemory", snapshot.holdsMemory());
        Json.text(json, "createdAt", snapshot.createdAt().map(Instant::toString));
        Json.text(json, "storage", snapshot.storage().map(SnapshotStorage::id));
        Json.text(json, "parent", snapshot.parent());
        Json.text(json, "description", snapshot.description());
    }
}
