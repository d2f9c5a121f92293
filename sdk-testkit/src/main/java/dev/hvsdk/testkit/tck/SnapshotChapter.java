/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots, where there are any. */
abstract class SnapshotChapter extends TckChapter {
    private Snapshot take(Snapshots snapshots, String name) {
        return await(snapshots.create(SnapshotSpec.builder(name).build()));
    }

    private static List<String> ids(Snapshots snapshots) {
        return snapshots.list().stream().map(Snapshot::id).toList();
    }

    @TckRule(
            id = "HV-721",
            statement = "a snapshot that was taken is listed under its name, and is the current one",
            reason = "a user goes back to what is listed",
            hint = "Snapshots.create(), list() and current()")
    void takes() {
        Snapshots snapshots = capability(stopped(), Snapshots.class);
        Expect.equal(List.of(), ids(snapshots), "the snapshots of a new guest");
        Snapshot taken = take(snapshots, "hvtck-first");
        Expect.equal("hvtck-first", taken.name(), "the name of the snapshot");
        Expect.equal(List.of(taken.id()), ids(snapshots), "the listed snapshots");
        Expect.equal(Optional.of(taken.id()), snapshots.current().map(Snapshot::id), "the current snapshot");
    }

    @TckRule(
            id = "HV-722",
            statement = "a second snapshot descends from the first, and comes after it in list()",
            reason = "snapshots are a tree",
            hint = "Snapshot.parent(), the order of list()")
    void growATree() {
        Snapshots snapshots = capability(stopped(), Snapshots.class);
        Snapshot first = take(snapshots, "hvtck-first");
        Snapshot second = take(snapshots, "hvtck-second");
        Expect.equal(Optional.empty(), first.parent(), "the parent of the first");
        Expect.equal(Optional.of(first.id()), second.parent(), "the parent of the second");
        Expect.equal(List.of(first.id(), second.id()), ids(snapshots), "the listed snapshots");
    }

    @TckRule(
            id = "HV-723",
            statement = "revert() takes the guest back, and the snapshot is the current one",
            reason = "it is what snapshots are for",
            hint = "Snapshots.revert(): the state of the guest and current() after it")
    void reverts() {
        Guest guest = stopped();
        Snapshots snapshots = capability(guest, Snapshots.class);
        Snapshot first = take(snapshots, "hvtck-first");
        take(snapshots, "hvtck-second");
        await(guest.start());
        await(snapshots.revert(first.id()));
        Expect.equal(GuestState.STOPPED, guest.info().state(), "the state after going back to a stopped guest");
        Expect.equal(Optional.of(first.id()), snapshots.current().map(Snapshot::id), "the current snapshot");
    }

    @TckRule(
            id = "HV-724",
            statement = "delete() removes one snapshot, and its children become those of its parent",
            reason = "deleting one must not lose the others",
            hint = "Snapshots.delete(): hosts that delete the children too need another call")
    void deletesOne() {
        Snapshots snapshots = capability(stopped(), Snapshots.class);
        Snapshot first = take(snapshots, "hvtck-first");
        Snapshot second = take(snapshots, "hvtck-second");
        Expect.equal(first.id(), await(snapshots.delete(first.id())), "what delete() ended with");
        Expect.equal(List.of(second.id()), ids(snapshots), "the snapshots that are left");
        Expect.equal(Optional.empty(), snapshots.list().get(0).parent(), "the parent of the one that is left");
    }

    @TckRule(
            id = "HV-725",
            statement = "a snapshot that is not there is NotFound",
            reason = "a user has to see that the way back is gone",
            hint = "Snapshots.revert() and delete()")
    void unknownSnapshotsAreNotFound() {
        Snapshots snapshots = capability(stopped(), Snapshots.class);
        Expect.thrown(HypervisorException.NotFound.class, "revert()", () -> await(snapshots.revert("hvtck-none")));
        Expect.thrown(HypervisorException.NotFound.class, "delete()", () -> await(snapshots.delete("hvtck-none")));
    }

    @TckRule(
            id = "HV-726",
            statement = "a second snapshot of the same name is a Conflict, or another snapshot",
            reason = "a snapshot must never be replaced by accident",
            hint = "Snapshots.create()")
    void neverReplaces() {
        Snapshots snapshots = capability(stopped(), Snapshots.class);
        Snapshot first = take(snapshots, "hvtck-first");
        @Nullable Throwable error = Expect.failure(() -> take(snapshots, "hvtck-first"));
        Expect.that(
                error == null || error instanceof HypervisorException.Conflict,
                () -> "create() of a taken name threw " + error);
        Expect.that(ids(snapshots).contains(first.id()), () -> "the first snapshot is gone");
        Expect.equal(error == null ? 2 : 1, ids(snapshots).size(), "the number of snapshots");
    }

    @TckRule(
            id = "HV-727",
            statement = "a snapshot that is to be kept outside of the disks is, or is Unsupported",
            reason = "a program that copies the old files has to know that nobody writes to them",
            hint = "SnapshotSpec.storage() and Snapshot.storage(), which is empty where there is one place only")
    void keepsThemWhereTheyAreWanted() {
        Snapshots snapshots = capability(stopped(), Snapshots.class);
        SnapshotSpec outside = SnapshotSpec.builder("hvtck-outside")
                .storage(SnapshotStorage.EXTERNAL)
                .build();
        @Nullable Throwable error = Expect.failure(() -> await(snapshots.create(outside)));
        Expect.that(error == null || error instanceof HypervisorException.Unsupported, () -> "create() threw " + error);
        for (Snapshot taken : snapshots.list()) {
            Expect.equal(
                    SnapshotStorage.EXTERNAL,
                    taken.storage().orElse(SnapshotStorage.EXTERNAL),
                    "the storage of the snapshot");
        }
        Expect.equal(error == null ? 1 : 0, snapshots.list().size(), "the number of snapshots");
    }
}
