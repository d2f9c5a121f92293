/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.containers.internal.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which snapshot descends from which, by the key that this SDK leaves in the configuration: the names from the root to the last one,
 * with slashes, which no name has. What others took and went back to is not in it. Immutable.
 */
final class SnapshotTree {
    static final String KEY = "user.hvsdk.snapshot";

    private final Map<String, JsonNode> byName;
    private final String current;

    private SnapshotTree(Map<String, JsonNode> byName, String current) {
        this.byName = byName;
        this.current = current;
    }

    /** Of the configuration of the instance and the list of its snapshots. */
    static SnapshotTree of(JsonNode config, JsonNode all) {
        List<JsonNode> oldestFirst = new ArrayList<>();
        all.forEach(oldestFirst::add);
        oldestFirst.sort(Comparator.comparing(SnapshotTree::time));
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        oldestFirst.forEach(one -> byName.put(name(one), one));
        return new SnapshotTree(
                Collections.unmodifiableMap(byName), Json.text(config, KEY).orElse(""));
    }

    private static Instant time(JsonNode json) {
        return InstanceJson.time(json, "created_at").orElse(Instant.EPOCH);
    }

    /** Some versions give the name of the instance before it. */
    private static String name(JsonNode json) {
        String name = Json.text(json, "name").orElse("");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    /** Parents before their children: a child is younger. */
    List<Snapshot> list() {
        return byName.keySet().stream().map(this::read).toList();
    }

    Optional<Snapshot> find(String name) {
        return byName.containsKey(name) ? Optional.of(read(name)) : Optional.empty();
    }

    Optional<Snapshot> current() {
        return lastThere(current, Instant.MAX).map(this::read);
    }

    /** The path of the present state, without those that are gone. */
    String pathOfCurrent() {
        return lastThere(current, Instant.MAX).map(this::pathOf).orElse("");
    }

    /** The path to a snapshot that is there. */
    String pathOf(String name) {
        return parent(name).map(parent -> below(pathOf(parent), name)).orElse(name);
    }

    private Optional<String> parent(String name) {
        JsonNode json = json(name);
        return lastThere(Json.text(json, "config", KEY).orElse(""), time(json));
    }

    private JsonNode json(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow();
    }

    /** A younger one of the same name is another. */
    private Optional<String> lastThere(String path, Instant before) {
        List<String> names = new ArrayList<>(Arrays.asList(path.split("/", -1)));
        Collections.reverse(names);
        return names.stream()
                .filter(byName::containsKey)
                .filter(name -> time(json(name)).isBefore(before))
                .findFirst();
    }

    private Snapshot read(String name) {
        JsonNode json = json(name);
        boolean holdsMemory = Json.flag(json, "stateful");
        boolean ran = Json.text(json, "config", "volatile.last_state.power")
                .filter("RUNNING"::equals)
                .isPresent();
        Snapshot.Builder snapshot = Snapshot.builder(
                        name, name, holdsMemory || ran ? GuestState.RUNNING : GuestState.STOPPED)
                .holdsMemory(holdsMemory);
        InstanceJson.time(json, "created_at").ifPresent(snapshot::createdAt);
        parent(name).ifPresent(snapshot::parent);
        return snapshot.build();
    }
}
