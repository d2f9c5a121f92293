/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A guest of a recording. Immutable.
 *
 * @param devices what it was given, by kind and address
 * @param refusals the capabilities that it did not have
 */
record RecordedGuest(GuestRecord record, Set<String> devices, Map<String, Refusal> refusals) {
    static RecordedGuest read(Fields json, Family family, Instant now) {
        GuestConfig config = config(json, family);
        GuestRecord record = new GuestRecord(
                json.parsed("id", GuestId::of), config, run(json, config, now), snapshots(json, config), kept(json));
        Set<String> devices = json.objects("devices").stream()
                .map(device -> device.text("kind") + " " + device.text("address"))
                .collect(Collectors.toUnmodifiableSet());
        return new RecordedGuest(record, devices, CapabilityJson.refusals(json.object("capabilities")));
    }

    /** In which state it was saved is not recorded: it runs on. */
    private static Kept kept(Fields json) {
        return json.flag("saved") ? new Kept(GuestState.RUNNING, 0) : Kept.NOTHING;
    }

    private static GuestConfig config(Fields json, Family family) {
        return new GuestConfig(
                json.text("name"),
                RecordedHost.technology(json),
                null,
                new GuestSize(
                        json.positiveOrNull("vcpus"),
                        json.bytesOrNull("memoryBytes"),
                        json.bytesOrNull("maxMemoryBytes"),
                        GuestSize.Shares.NONE),
                HardwareJson.read(json, family));
    }

    /** A guest of which the host did not say since when it runs, has been started when it was recorded. */
    private static RunState run(Fields json, GuestConfig config, Instant now) {
        Step step = new Step(
                json.parsed("state", Json.constant(GuestState.class, GuestState::id)),
                json.parsedOrNull("reason", StateReason::of));
        Duration cpuTime = orElse(json.parsedOrNull("cpuTime", Duration::parse), Duration.ZERO);
        Instant start = orElse(json.parsedOrNull("startedAt", Instant::parse), now);
        Duration worked = cpuTime.dividedBy(config.busyCpus());
        return RunState.found(step, worked, start, now)
                .withCpuCredit(cpuTime.minus(worked.multipliedBy(config.busyCpus())));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static SnapshotTree snapshots(Fields json, GuestConfig config) {
        Map<String, SavedGuest> saved = new LinkedHashMap<>();
        for (Fields snapshot : json.objects("snapshots")) {
            Snapshot view = snapshot(snapshot);
            saved.put(view.id(), new SavedGuest(view, config));
        }
        String current = json.textOrNull("currentSnapshot");
        requireKnown(current, saved);
        saved.values().forEach(guest -> requireKnown(guest.view().parent().orElse(null), saved));
        return new SnapshotTree(Collections.unmodifiableMap(saved), current);
    }

    private static void requireKnown(@Nullable String snapshot, Map<String, SavedGuest> saved) {
        if (snapshot != null && !saved.containsKey(snapshot)) {
            throw Fields.damage("there is no snapshot " + snapshot);
        }
    }

    private static Snapshot snapshot(Fields json) {
        Snapshot.Builder snapshot = Snapshot.builder(
                        json.text("id"),
                        json.text("name"),
                        json.parsed("state", Json.constant(GuestState.class, GuestState::id)))
                .holdsMemory(json.flag("holdsMemory"));
        json.ifParsed("createdAt", Instant::parse, snapshot::createdAt);
        json.ifText("parent", snapshot::parent);
        json.ifParsed("storage", Json.constant(SnapshotStorage.class, SnapshotStorage::id), snapshot::storage);
        return snapshot.build();
    }
}
