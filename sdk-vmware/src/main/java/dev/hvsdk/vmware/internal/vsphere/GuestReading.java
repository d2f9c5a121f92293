/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is read of a guest, and as what. */
final class GuestReading {
    static final String NAME = "name";
    static final String POWER = "runtime.powerState";
    static final String CONNECTION = "runtime.connectionState";
    private static final String BOOT_TIME = "runtime.bootTime";
    private static final String CPUS = "summary.config.numCpu";
    private static final String MEMORY = "summary.config.memorySizeMB";
    private static final String TEMPLATE = "summary.config.template";

    /** All that a reading needs; there is no more of it for a detailed one. */
    static final List<String> PATHS = List.of(NAME, POWER, CONNECTION, BOOT_TIME, CPUS, MEMORY, TEMPLATE);

    private static final StateReason IS_TEMPLATE = StateReason.of("template");
    private static final Set<String> KNOWN = Set.of("connected", "");

    private static final Map<String, GuestState> STATES =
            Map.of("poweredOn", GuestState.RUNNING, "poweredOff", GuestState.STOPPED, "suspended", GuestState.PAUSED);

    private GuestReading() {}

    static GuestId id(ObjectContent content) {
        return GuestId.of(content.ref().value());
    }

    /** What the server knows now; throws Unreachable if it does not know, PermissionDenied if it does not tell. */
    static GuestInfo of(ObjectContent content, ErrorFactory about) {
        requireKnown(content, about);
        GuestState state = state(content, about);
        GuestInfo.Builder guest =
                GuestInfo.builder(id(content), name(content, about), state).technology(Technology.VMWARE);
        reason(content, state).ifPresent(guest::reason);
        content.number(CPUS)
                .filter(count -> count > 0 && count <= Integer.MAX_VALUE)
                .ifPresent(count -> guest.vcpus(count.intValue()));
        content.number(MEMORY)
                .flatMap(Sizes::mebibytes)
                .ifPresent(size -> guest.memory(size).maxMemory(size));
        if (state == GuestState.RUNNING) {
            content.text(BOOT_TIME).flatMap(GuestReading::time).ifPresent(guest::startedAt);
        }
        return guest.build();
    }

    private static String name(ObjectContent content, ErrorFactory about) {
        return content.text(NAME)
                .map(GuestReading::unescaped)
                .orElseThrow(() -> about.permissionDenied("the server does not tell its name"));
    }

    /** Of all characters, the server escapes these three: ManagedEntity.name. */
    static String unescaped(String name) {
        return name.indexOf('%') < 0
                ? name
                : name.replace("%2f", "/")
                        .replace("%2F", "/")
                        .replace("%5c", "\\")
                        .replace("%5C", "\\")
                        .replace("%25", "%");
    }

    /** As the server wants it: it takes these three for parts of a path, or for escapes. */
    static String escaped(String name) {
        return name.replace("%", "%25").replace("/", "%2f").replace("\\", "%5c");
    }

    private static void requireKnown(ObjectContent content, ErrorFactory about) {
        String connection = content.text(CONNECTION).orElse("");
        if (!KNOWN.contains(connection)) {
            throw about.unreachable("the server has lost sight of it: it is " + connection);
        }
    }

    static GuestState state(ObjectContent content, ErrorFactory about) {
        String power =
                content.text(POWER).orElseThrow(() -> about.permissionDenied("the server does not tell its state"));
        return Optional.ofNullable(STATES.get(power))
                .orElseThrow(() -> about.hostFailure("the server tells a state that is not known: " + power));
    }

    private static Optional<StateReason> reason(ObjectContent content, GuestState state) {
        if (content.flag(TEMPLATE).orElse(false)) {
            return Optional.of(IS_TEMPLATE);
        }
        return state == GuestState.PAUSED ? Optional.of(StateReason.SAVED) : Optional.empty();
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
