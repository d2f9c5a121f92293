/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.time.Duration;

/** The guests of a host as JSON. */
final class GuestsJson {
    private GuestsJson() {}

    static void write(JsonGenerator json, HypervisorInfo host, GuestListing guests) throws IOException {
        host(json, host);
        Json.objects(json, "guests", guests, GuestsJson::write);
        Json.objects(json, "incomplete", guests.incomplete(), GuestsJson::write);
    }

    /** The software of a host under the key {@code host}. */
    static void host(JsonGenerator json, HypervisorInfo host) throws IOException {
        json.writeObjectFieldStart("host");
        json.writeStringField("uri", host.uri());
        json.writeStringField("product", host.product());
        Json.text(json, "version", host.version());
        json.writeEndObject();
    }

    /** One guest under the key {@code guest}. */
    static void object(JsonGenerator json, GuestInfo guest) throws IOException {
        Json.object(json, "guest", guest, GuestsJson::write);
    }

    static void write(JsonGenerator json, GuestInfo guest) throws IOException {
        json.writeStringField("id", guest.id().toString());
        json.writeStringField("name", guest.name());
        json.writeStringField("state", guest.state().id());
        Json.text(json, "reason", guest.reason().map(StateReason::id));
        Json.text(json, "technology", guest.technology().map(Technology::id));
        Json.text(json, "variant", guest.variant());
        Json.number(json, "vcpus", guest.vcpus());
        Json.number(json, "memoryBytes", guest.memory().map(MemorySize::toBytes));
        Json.number(json, "cpuTimeNanos", guest.cpuTime().map(Duration::toNanos));
    }

    static void write(JsonGenerator json, UnreadableGuest guest) throws IOException {
        json.writeStringField("id", guest.id().toString());
        Json.text(json, "name", guest.name());
        json.writeStringField("why", String.valueOf(guest.why().getMessage()));
    }
}
