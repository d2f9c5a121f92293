/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All snapshots of a guest, as {@code VirtualMachineSnapshotInfo} has them. Immutable. */
final class SnapshotTree {
    static final String PATH = "snapshot";
    static final SnapshotTree NONE = new SnapshotTree(List.of(), "");

    private final List<Snapshot> list;
    private final String current;

    private SnapshotTree(List<Snapshot> list, String current) {
        this.list = List.copyOf(list);
        this.current = current;
    }

    static SnapshotTree of(Element info) {
        List<Snapshot> list = new ArrayList<>();
        info.children("rootSnapshotList").forEach(root -> add(root, Optional.empty(), list));
        return new SnapshotTree(
                list, info.ref("currentSnapshot").map(ManagedRef::value).orElse(""));
    }

    private static void add(Element node, Optional<String> parent, List<Snapshot> list) {
        Optional<String> id = node.ref("snapshot").map(ManagedRef::value);
        id.map(known -> snapshot(known, node, parent)).ifPresent(list::add);
        node.children("childSnapshotList").forEach(child -> add(child, id, list));
    }

    private static Snapshot snapshot(String id, Element node, Optional<String> parent) {
        String name = node.text("name").map(GuestReading::unescaped).orElse(id);
        // Without its memory, a snapshot of a running guest is one of a guest that was cut off.
        boolean isRunning = node.text("state").filter("poweredOn"::equals).isPresent();
        Snapshot.Builder snapshot = Snapshot.builder(id, name, isRunning ? GuestState.RUNNING : GuestState.STOPPED)
                .holdsMemory(isRunning);
        node.text("description").ifPresent(snapshot::description);
        node.text("createTime").flatMap(GuestReading::time).ifPresent(snapshot::createdAt);
        parent.ifPresent(snapshot::parent);
        return snapshot.build();
    }

    /** Parents before their children. */
    List<Snapshot> list() {
        return list;
    }

    Optional<Snapshot> find(String id) {
        return list.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    Optional<Snapshot> current() {
        return find(current);
    }
}
