/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The snapshots of a guest as the server keeps them: {@code VirtualMachineSnapshotTree} in one another. Immutable. */
final class SnapshotTree {
    static final String TREE = "snapshot";

    /** Which files each snapshot has; the tree does not say whether memory is among them. */
    static final String FILES = "layoutEx.snapshot";

    private static final long NO_FILE = -1;

    private static final Map<String, GuestState> STATES =
            Map.of("poweredOn", GuestState.RUNNING, "poweredOff", GuestState.STOPPED, "suspended", GuestState.PAUSED);

    private final List<Snapshot> all = new ArrayList<>();
    private final Set<String> withMemory;
    private final @Nullable String current;

    private SnapshotTree(Set<String> withMemory, @Nullable String current) {
        this.withMemory = withMemory;
        this.current = current;
    }

    static SnapshotTree of(ObjectContent content) {
        Optional<Element> tree = content.find(TREE);
        SnapshotTree found = new SnapshotTree(
                content.find(FILES).map(SnapshotTree::withMemory).orElseGet(Set::of),
                tree.flatMap(info -> info.ref("currentSnapshot"))
                        .map(ManagedRef::value)
                        .orElse(null));
        tree.stream().flatMap(info -> info.children("rootSnapshotList")).forEach(root -> found.add(root, null));
        return found;
    }

    private static Set<String> withMemory(Element files) {
        return files.children().stream()
                .filter(one -> one.number("memoryKey").orElse(NO_FILE) != NO_FILE)
                .flatMap(one -> one.ref("key").stream())
                .map(ManagedRef::value)
                .collect(Collectors.toSet());
    }

    private void add(Element one, @Nullable String parent) {
        one.ref("snapshot").map(ManagedRef::value).ifPresent(id -> {
            all.add(read(id, one, parent));
            one.children("childSnapshotList").forEach(child -> add(child, id));
        });
    }

    private Snapshot read(String id, Element one, @Nullable String parent) {
        GuestState state = one.text("state").map(STATES::get).orElse(GuestState.STOPPED);
        Snapshot.Builder snapshot =
                Snapshot.builder(id, one.text("name").orElse(""), state).holdsMemory(withMemory.contains(id));
        one.text("description").ifPresent(snapshot::description);
        one.text("createTime").flatMap(GuestReading::time).ifPresent(snapshot::createdAt);
        if (parent != null) {
            snapshot.parent(parent);
        }
        return snapshot.build();
    }

    /** Parents before their children. */
    List<Snapshot> list() {
        return List.copyOf(all);
    }

    Optional<Snapshot> find(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    Optional<Snapshot> current() {
        return current == null ? Optional.empty() : find(current);
    }
}
