/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.HealthChanged;
import dev.hvsdk.containers.HealthState;
import dev.hvsdk.containers.internal.http.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the engines' events tell, by the names of both. Not thread-safe: it remembers who ran out of memory. */
final class EventJson {
    private static final long NANOS = 1_000_000_000L;

    /** Docker has the state in the action, {@code health_status: healthy}; Podman among the attributes, or nowhere. */
    private static final String HEALTH = "health_status";

    private final Technology technology;
    private final Set<GuestId> outOfMemory = new HashSet<>();

    EventJson(Technology technology) {
        this.technology = technology;
    }

    /** When it happened, by the engine's clock. */
    static long nanos(JsonNode json) {
        return Json.number(json, "timeNano")
                .orElseGet(() -> Json.number(json, "time").orElse(0) * NANOS);
    }

    /** The same for an event and its repetition. */
    static String key(JsonNode json) {
        return nanos(json) + " " + action(json) + " "
                + Json.text(json, "Actor", "ID").orElse("");
    }

    private static String action(JsonNode json) {
        return Json.text(json, "Action").or(() -> Json.text(json, "status")).orElse("");
    }

    /** What a listener is told; empty for what is of no interest. */
    Optional<HypervisorEvent> read(JsonNode json) {
        Optional<GuestId> id = Json.text(json, "Actor", "ID")
                .or(() -> Json.text(json, "id"))
                .filter(text -> !text.isBlank())
                .map(GuestId::of);
        return id.flatMap(guest -> read(json, guest));
    }

    private Optional<HypervisorEvent> read(JsonNode json, GuestId id) {
        Instant time = Instant.ofEpochSecond(0, nanos(json));
        String name = ContainerJson.bare(
                Json.text(json, "Actor", "Attributes", "name").orElse(id.value()));
        String action = action(json);
        if (action.startsWith(HEALTH)) {
            return health(json, action).<HypervisorEvent>map(health -> new HealthChanged(time, id, name, health));
        }
        return switch (action) {
            case "create" -> Optional.of(new GuestEvent.Defined(time, id, name));
            case "destroy", "remove" -> {
                outOfMemory.remove(id);
                yield Optional.of(new GuestEvent.Undefined(time, id, name));
            }
            case "start" -> state(time, id, name, GuestState.RUNNING, Optional.of(StateReason.BOOTED));
            case "unpause" -> state(time, id, name, GuestState.RUNNING, Optional.empty());
            case "pause" -> state(time, id, name, GuestState.PAUSED, Optional.of(StateReason.USER));
            case "die", "died" -> state(time, id, name, GuestState.STOPPED, end(json, id));
            case "oom" -> {
                outOfMemory.add(id);
                yield Optional.empty();
            }
            case "rename", "update" -> Optional.of(new GuestEvent.Changed(time, id, name));
            default -> Optional.empty();
        };
    }

    private static Optional<HealthState> health(JsonNode json, String action) {
        int colon = action.indexOf(':');
        Optional<String> word = colon < 0
                ? Json.text(json, "HealthStatus").or(() -> Json.text(json, "Actor", "Attributes", "health_status"))
                : Optional.of(action.substring(colon + 1).strip());
        return word.flatMap(DetailsJson::health);
    }

    private Optional<StateReason> end(JsonNode json, GuestId id) {
        OptionalLong code = Json.text(json, "Actor", "Attributes", "exitCode")
                .or(() -> Json.text(json, "Actor", "Attributes", "containerExitCode"))
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
        return ContainerJson.reason("exited", code, outOfMemory.remove(id));
    }

    private Optional<HypervisorEvent> state(
            Instant time, GuestId id, String name, GuestState state, Optional<StateReason> reason) {
        GuestInfo.Builder info = GuestInfo.builder(id, name, state).technology(technology);
        reason.ifPresent(info::reason);
        return Optional.of(new GuestEvent.StateChanged(time, info.build()));
    }
}
