/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a daemon says of an instance, in a list and of one alone. */
final class InstanceJson {
    /** LXD's shared/validate: a host name that begins with a letter. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private InstanceJson() {}

    /** Whether an instance can have this name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** One reading; the state's counters are in it only where they were asked for. */
    static GuestInfo info(JsonNode json, Dialect dialect) {
        String name = Json.text(json, "name").orElseThrow();
        String project = Json.text(json, "project").orElse(InstanceId.DEFAULT_PROJECT);
        GuestState state = state(json);
        GuestInfo.Builder info = GuestInfo.builder(new InstanceId(project, name).guest(), name, state)
                .technology(technology(json, dialect));
        reason(json, state).ifPresent(info::reason);
        JsonNode config = json.path("expanded_config");
        Json.text(config, "limits.memory").flatMap(LimitText::memory).ifPresent(info::memory);
        Json.text(config, "limits.cpu").flatMap(LimitText::cpus).ifPresent(info::vcpus);
        if (state.isActive()) {
            startedAt(json).ifPresent(info::startedAt);
            Json.number(json, "state", "cpu", "usage").stream()
                    .filter(nanos -> nanos >= 0)
                    .forEach(nanos -> info.cpuTime(Duration.ofNanos(nanos)));
        }
        return info.build();
    }

    /** A virtual machine is one of QEMU with KVM, whoever manages it. */
    static Technology technology(JsonNode json, Dialect dialect) {
        return isMachine(json) ? Technology.KVM : dialect.technology();
    }

    static boolean isMachine(JsonNode json) {
        return Json.text(json, "type").orElse("container").equals("virtual-machine");
    }

    /** By LXD's shared/api/status_code.go; a code that is not known here does not run, as far as anybody can tell. */
    static GuestState state(JsonNode json) {
        return switch ((int) Json.number(json, "status_code").orElse(0)) {
            case 103, 106, 111, 113 -> GuestState.RUNNING;
            case 107, 108 -> GuestState.SHUTTING_DOWN;
            case 109, 110 -> GuestState.PAUSED;
            case 112 -> GuestState.CRASHED;
            default -> GuestState.STOPPED;
        };
    }

    private static Optional<StateReason> reason(JsonNode json, GuestState state) {
        if (state != GuestState.STOPPED) {
            return Optional.empty();
        }
        if (Json.flag(json, "stateful")) {
            return Optional.of(StateReason.SAVED);
        }
        // Why it ended is kept nowhere.
        return time(json, "last_used_at").isEmpty() ? Optional.of(StateReason.CREATED) : Optional.empty();
    }

    private static Optional<Instant> startedAt(JsonNode json) {
        return time(json.path("state"), "started_at").or(() -> time(json, "last_used_at"));
    }

    /** The year 1970, or 1, stands for never. */
    static Optional<Instant> time(JsonNode json, String key) {
        try {
            return Json.text(json, key)
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .filter(time -> time.isAfter(Instant.EPOCH));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
