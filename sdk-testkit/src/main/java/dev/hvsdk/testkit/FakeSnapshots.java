/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.testkit.HostCore.Edit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The snapshots of a guest of a fake host. Thread-safe. */
final class FakeSnapshots implements Snapshots {
    private final FakeGuest guest;

    FakeSnapshots(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public List<Snapshot> list() {
        return tree().list();
    }

    @Override
    public Optional<Snapshot> current() {
        return tree().currentView();
    }

    private SnapshotTree tree() {
        return guest.read(host -> host.record(guest.id(), "list snapshots").snapshots());
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        HostCall kind = HostCall.CREATE_SNAPSHOT;
        return guest.change(
                kind,
                host -> host.modify(guest.id(), kind.verb(), (found, creating) -> {
                    boolean canQuiesce = host.agents().answer(found);
                    Instant now = host.clock().instant();
                    GuestRecord changed = host.snapshots().create(found, spec, canQuiesce, now);
                    return new Edit<>(changed, changed.snapshots().currentView().orElseThrow());
                }));
    }

    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return guest.change(HostCall.REVERT_TO_SNAPSHOT, host -> host.revertTo(guest.id(), snapshotId));
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        HostCall kind = HostCall.DELETE_SNAPSHOT;
        return guest.change(
                kind,
                host -> host.modify(
                        guest.id(),
                        kind.verb(),
                        (found, deleting) -> new Edit<>(host.snapshots().delete(found, snapshotId), snapshotId)));
    }
}
