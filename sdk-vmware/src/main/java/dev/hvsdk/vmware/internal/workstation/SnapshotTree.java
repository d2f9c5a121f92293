/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The snapshots of a machine, as its {@code .vmsd} lists them.
 *
 * <p>The id here is the number that it has there. vmrun knows it by its name, and where several bear that, by the names of its ancestors
 * with slashes in between. Immutable.
 *
 * @param snapshots parents before their children
 * @param paths what vmrun calls them, by their ids
 * @param current the id of the one that the present state descends from
 */
record SnapshotTree(List<Snapshot> snapshots, Map<String, String> paths, Optional<String> current) {
    private static final SnapshotTree NONE = new SnapshotTree(List.of(), Map.of(), Optional.empty());

    SnapshotTree {
        paths = Map.copyOf(paths);
    }

    static SnapshotTree none() {
        return NONE;
    }

    /** Reads the list; {@code memories} says whether a file with this name holds the memory of a machine that ran. */
    static SnapshotTree of(VmxFile vmsd, Predicate<String> memories) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        int count =
                vmsd.findText("snapshot.numSnapshots").map(SnapshotTree::number).orElse(0);
        for (int i = 0; i < count; i++) {
            String prefix = "snapshot" + i;
            vmsd.findText(prefix + ".uid").ifPresent(uid -> prefixes.put(uid, prefix));
        }
        Map<String, String> paths = new LinkedHashMap<>();
        List<Snapshot> snapshots = new ArrayList<>();
        for (String uid : inOrder(vmsd, prefixes)) {
            String prefix = String.valueOf(prefixes.get(uid));
            Optional<String> parent = vmsd.findText(prefix + ".parent").filter(paths::containsKey);
            String name = vmsd.find(prefix + ".displayName").orElse("");
            paths.put(uid, parent.map(above -> paths.get(above) + "/" + name).orElse(name));
            snapshots.add(snapshot(vmsd, prefix, uid, name, parent, memories));
        }
        return new SnapshotTree(
                List.copyOf(snapshots), paths, vmsd.findText("snapshot.current").filter(paths::containsKey));
    }

    private static int number(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** Parents first; one whose parents end nowhere is a root. */
    private static List<String> inOrder(VmxFile vmsd, Map<String, String> prefixes) {
        List<String> ordered = new ArrayList<>();
        List<String> left = new ArrayList<>(prefixes.keySet());
        while (!left.isEmpty()) {
            List<String> ready = left.stream()
                    .filter(uid -> vmsd.findText(prefixes.get(uid) + ".parent")
                            .filter(parent -> left.contains(parent) && !parent.equals(uid))
                            .isEmpty())
                    .toList();
            // A circle is broken at its first.
            List<String> next = ready.isEmpty() ? List.of(left.get(0)) : ready;
            ordered.addAll(next);
            left.removeAll(next);
        }
        return ordered;
    }

    private static Snapshot snapshot(
            VmxFile vmsd, String prefix, String uid, String name, Optional<String> parent, Predicate<String> memories) {
        boolean holdsMemory =
                vmsd.findText(prefix + ".filename").filter(memories).isPresent();
        Snapshot.Builder snapshot = Snapshot.builder(uid, name, holdsMemory ? GuestState.RUNNING : GuestState.STOPPED)
                .holdsMemory(holdsMemory)
                .storage(SnapshotStorage.EXTERNAL);
        parent.ifPresent(snapshot::parent);
        vmsd.findText(prefix + ".description").ifPresent(snapshot::description);
        time(vmsd, prefix).ifPresent(snapshot::createdAt);
        return snapshot.build();
    }

    /** Microseconds since 1970, in two halves with signs. */
    private static Optional<Instant> time(VmxFile vmsd, String prefix) {
        Optional<String> high = vmsd.findText(prefix + ".createTimeHigh").filter(SnapshotTree::isHalf);
        Optional<String> low = vmsd.findText(prefix + ".createTimeLow").filter(SnapshotTree::isHalf);
        if (high.isEmpty() || low.isEmpty()) {
            return Optional.empty();
        }
        long micros =
                (new BigInteger(high.get()).longValue() << 32) | (new BigInteger(low.get()).longValue() & 0xffffffffL);
        return Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static boolean isHalf(String text) {
        return text.matches("-?\\d{1,10}");
    }

    /** The one of this id. */
    Optional<Snapshot> find(String id) {
        return snapshots.stream().filter(snapshot -> snapshot.id().equals(id)).findFirst();
    }

    /** What vmrun takes for this one and for no other; empty if there is nothing. */
    Optional<String> unambiguous(Snapshot snapshot) {
        return Stream.of(snapshot.name(), String.valueOf(paths.get(snapshot.id())))
                .filter(text -> meant(text) == 1)
                .findFirst();
    }

    private long meant(String text) {
        return snapshots.stream()
                .filter(other -> other.name().equals(text) || text.equals(paths.get(other.id())))
                .count();
    }

    /** Whether a new one of this name would have the path of another. */
    boolean isTaken(String name) {
        String path = current.map(above -> paths.get(above) + "/" + name).orElse(name);
        return paths.containsValue(path);
    }
}
