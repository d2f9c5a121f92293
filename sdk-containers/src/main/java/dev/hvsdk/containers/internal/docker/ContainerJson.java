/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What both engines say of a container, in a list and of one alone. */
final class ContainerJson {
    /** The end by SIGKILL, as a shell counts. */
    private static final long KILLED = 128 + 9;

    private static final long USUAL_PERIOD = 100_000;

    /** Such as {@code Exited (137) 2 minutes ago}, which is all that a list says of the end. */
    private static final Pattern EXITED = Pattern.compile("Exited \\((-?\\d{1,9})\\).*");

    private ContainerJson() {}

    /** One of a list, which holds no limits and no times. */
    static GuestInfo listed(JsonNode json, Technology technology) {
        GuestId id = GuestId.of(Json.text(json, "Id").orElseThrow());
        String name =
                Json.text(json.path("Names").path(0)).map(ContainerJson::bare).orElse(id.value());
        String status = Json.text(json, "State").orElse("");
        GuestInfo.Builder info = GuestInfo.builder(id, name, state(status)).technology(technology);
        listedReason(status, Json.text(json, "Status").orElse("")).ifPresent(info::reason);
        return info.build();
    }

    /** One that was asked for alone. */
    static GuestInfo inspected(JsonNode json, Technology technology) {
        GuestId id = GuestId.of(Json.text(json, "Id").orElseThrow());
        String name = Json.text(json, "Name").map(ContainerJson::bare).orElse(id.value());
        JsonNode state = json.path("State");
        String status = Json.text(state, "Status").orElse("");
        GuestInfo.Builder info = GuestInfo.builder(id, name, state(status)).technology(technology);
        reason(status, Json.number(state, "ExitCode"), Json.flag(state, "OOMKilled"))
                .ifPresent(info::reason);
        if (state(status).isActive()) {
            Json.text(state, "StartedAt").flatMap(ContainerJson::time).ifPresent(info::startedAt);
        }
        limits(json.path("HostConfig"), info);
        return info.build();
    }

    private static void limits(JsonNode config, GuestInfo.Builder info) {
        Json.number(config, "Memory").stream()
                .filter(bytes -> bytes > 0)
                .forEach(bytes -> info.memory(MemorySize.ofBytes(bytes)));
        cpus(config).ifPresent(info::vcpus);
    }

    private static OptionalInt cpus(JsonNode config) {
        return cpuLimit(config).stream()
                .mapToInt(cpus -> cpus.setScale(0, RoundingMode.CEILING).intValueExact())
                .findFirst();
    }

    /** The CPUs that it may use, given in one of two ways. */
    static Optional<BigDecimal> cpuLimit(JsonNode config) {
        long nanos = Json.number(config, "NanoCpus").orElse(0);
        if (nanos > 0) {
            return Optional.of(BigDecimal.valueOf(nanos, 9));
        }
        long quota = Json.number(config, "CpuQuota").orElse(0);
        BigDecimal period = BigDecimal.valueOf(period(config));
        return quota > 0
                ? Optional.of(BigDecimal.valueOf(quota).divide(period, 9, RoundingMode.HALF_UP))
                : Optional.empty();
    }

    static long period(JsonNode config) {
        long period = Json.number(config, "CpuPeriod").orElse(0);
        return period > 0 ? period : USUAL_PERIOD;
    }

    /** Docker has a slash before each name. */
    static String bare(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** A word that is not known here does not run, as far as anybody can tell. */
    static GuestState state(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "running", "restarting" -> GuestState.RUNNING;
            case "paused" -> GuestState.PAUSED;
            case "stopping" -> GuestState.SHUTTING_DOWN;
            case "dead" -> GuestState.CRASHED;
            default -> GuestState.STOPPED;
        };
    }

    private static Optional<StateReason> listedReason(String state, String status) {
        Matcher exited = EXITED.matcher(status);
        if (!exited.matches()) {
            return reason(state, OptionalLong.empty(), false);
        }
        long code = Long.parseLong(exited.group(1));
        // The list does not tell whether a lack of memory or a person killed it.
        return code == KILLED ? Optional.empty() : reason(state, OptionalLong.of(code), false);
    }

    static Optional<StateReason> reason(String status, OptionalLong exitCode, boolean outOfMemory) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "created", "configured", "initialized" -> Optional.of(StateReason.CREATED);
            case "exited", "stopped", "dead" -> Optional.of(end(exitCode, outOfMemory));
            default -> Optional.empty();
        };
    }

    private static StateReason end(OptionalLong exitCode, boolean outOfMemory) {
        if (outOfMemory) {
            return StateReason.OUT_OF_MEMORY;
        }
        return exitCode.orElse(0) == KILLED ? StateReason.DESTROYED : StateReason.EXITED;
    }

    private static Optional<Instant> time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            // The year 1 stands for never.
            return time.isAfter(Instant.EPOCH) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
