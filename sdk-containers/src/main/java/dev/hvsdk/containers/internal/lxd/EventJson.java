/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.containers.internal.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the daemon's lifecycle events tell: LXD's doc/events.md. */
final class EventJson {
    private EventJson() {}

    /** What a listener is told; empty for what is of no interest, or happened in another project. */
    static List<HypervisorEvent> read(JsonNode json, String project, Dialect dialect) {
        String place = Json.text(json, "project").orElse(InstanceId.DEFAULT_PROJECT);
        String source = Json.text(json, "metadata", "source").orElse("");
        Optional<InstanceId> id = place.equals(project) ? InstanceId.ofPath(source, place) : Optional.empty();
        return id.map(instance -> read(json, instance, dialect)).orElseGet(List::of);
    }

    private static List<HypervisorEvent> read(JsonNode json, InstanceId instance, Dialect dialect) {
        Instant time = InstanceJson.time(json, "timestamp").orElseGet(Instant::now);
        GuestId id = instance.guest();
        String name = instance.name();
        String action = Json.text(json, "metadata", "action")
                .orElse("")
                .replaceFirst("^(container|virtual-machine)-", "instance-");
        return switch (action) {
            case "instance-created" -> List.of(new GuestEvent.Defined(time, id, name));
            case "instance-deleted" -> List.of(new GuestEvent.Undefined(time, id, name));
            case "instance-updated", "instance-restored" -> List.of(new GuestEvent.Changed(time, id, name));
            case "instance-renamed" -> renamed(json, instance, time);
            case "instance-started", "instance-restarted" ->
                state(time, instance, GuestState.RUNNING, StateReason.BOOTED, dialect);
            case "instance-resumed" -> state(time, instance, GuestState.RUNNING, null, dialect);
            case "instance-paused" -> state(time, instance, GuestState.PAUSED, StateReason.USER, dialect);
            case "instance-shutdown" -> state(time, instance, GuestState.STOPPED, StateReason.SHUTDOWN, dialect);
            case "instance-stopped" -> state(time, instance, GuestState.STOPPED, null, dialect);
            default -> List.of();
        };
    }

    /** Its id is its name: the one has gone, and the other is there. */
    private static List<HypervisorEvent> renamed(JsonNode json, InstanceId now, Instant time) {
        HypervisorEvent defined = new GuestEvent.Defined(time, now.guest(), now.name());
        return Json.text(json, "metadata", "context", "old_name")
                .map(old -> List.of(
                        new GuestEvent.Undefined(time, new InstanceId(now.project(), old).guest(), old), defined))
                .orElseGet(() -> List.of(defined));
    }

    private static List<HypervisorEvent> state(
            Instant time, InstanceId instance, GuestState state, @Nullable StateReason reason, Dialect dialect) {
        GuestInfo.Builder info =
                GuestInfo.builder(instance.guest(), instance.name(), state).technology(dialect.technology());
        if (reason != null) {
            info.reason(reason);
        }
        return List.of(new GuestEvent.StateChanged(time, info.build()));
    }
}
