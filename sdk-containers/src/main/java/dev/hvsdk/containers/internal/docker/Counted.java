/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What the engine says of a container that runs, and of its control groups. Immutable.
 *
 * @param inspected its state and configuration
 * @param counters its counters
 * @param time when they were read
 */
record Counted(JsonNode inspected, JsonNode counters, Instant time) {
    static final String OPERATION = "read statistics";

    private static final String CONTAINERS = "containers";

    /** The year of a time that never was. */
    private static final String NEVER = "0001-";

    /** Throws WrongState where it does not run. */
    static Counted read(Client client, GuestId id, Deadline deadline) {
        ErrorFactory about = client.context().errors(OPERATION).subject("guest " + id);
        JsonNode inspected = client.json(Request.read(CONTAINERS, id.value(), "json"), deadline, about);
        GuestState state =
                ContainerJson.state(Json.text(inspected, "State", "Status").orElse(""));
        if (!state.isActive()) {
            throw about.wrongState("it is " + state.id());
        }
        // Docker would measure for two seconds, for a percentage that nobody asked for. Before it was 25 it waits until
        // it next
        // counts, once in a second, and then answers all who have asked; so that many are asked at once.
        Request question = Request.read(CONTAINERS, id.value(), "stats")
                .query("stream", "false")
                .query("one-shot", "true");
        JsonNode counters = client.jsonOfMany(question, deadline, about);
        if (Json.text(counters, "read").filter(time -> time.startsWith(NEVER)).isPresent()) {
            throw about.wrongState("it has stopped");
        }
        return new Counted(inspected, counters, Instant.now());
    }

    /** Files that were not used lately: version 1 of control groups counts the children under another name, version 2 always. */
    static OptionalLong inactive(JsonNode stats) {
        return first(stats, "total_inactive_file", "inactive_file");
    }

    /** All cached files, by the names of both versions. */
    static OptionalLong cache(JsonNode stats) {
        OptionalLong ofOne = first(stats, "total_cache", "cache");
        return ofOne.isPresent() ? ofOne : Json.number(stats, "file");
    }

    private static OptionalLong first(JsonNode stats, String name, String other) {
        OptionalLong found = Json.number(stats, name);
        return found.isPresent() ? found : Json.number(stats, other);
    }
}
