/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirSnapshot;
import dev.hvsdk.libvirt.xml.SnapshotXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Snapshots of a domain; libvirt's names for them are unique, and so are their ids. Immutable. */
final class LibvirtSnapshots implements Snapshots {
    private static final String LIST = "list snapshots";
    private static final String CREATE = "create snapshot";
    private static final String REVERT = "revert to snapshot";
    private static final String DELETE = "delete snapshot";

    /** {@code virDomainSnapshotListFlags}: parents before their children. */
    private static final int TOPOLOGICAL = 1 << 10;

    private final GuestAccess guest;

    private LibvirtSnapshots(GuestAccess guest) {
        this.guest = guest;
    }

    static Support<Snapshots> of(GuestAccess guest) {
        return guest.supported("snapshots", domain -> Vir.check(VirSnapshot.virDomainSnapshotNum(domain, 0)))
                .map(yes -> new LibvirtSnapshots(guest));
    }

    @Override
    public List<Snapshot> list() {
        return guest.read(LIST, domain -> {
            try (Scope scope = new Scope()) {
                long out = scope.int64();
                int count = Vir.check(VirSnapshot.virDomainListAllSnapshots(domain, out, TOPOLOGICAL));
                return read(Mem.int64(out), count);
            }
        });
    }

    private static List<Snapshot> read(long array, int count) {
        List<Snapshot> snapshots = new ArrayList<>(count);
        try {
            for (long snapshot : Mem.addresses(array, count)) {
                snapshots.add(xml(snapshot).toSnapshot());
            }
            return List.copyOf(snapshots);
        } finally {
            for (long snapshot : Mem.addresses(array, count)) {
                VirSnapshot.virDomainSnapshotFree(snapshot);
            }
            Mem.free(array);
        }
    }

    private static SnapshotXml xml(long snapshot) {
        return SnapshotXml.parse(Vir.take(VirSnapshot.virDomainSnapshotGetXMLDesc(snapshot, 0)));
    }

    @Override
    public Optional<Snapshot> current() {
        return guest.read("read current snapshot", domain -> {
            long snapshot = VirSnapshot.virDomainSnapshotCurrent(domain, 0);
            return snapshot == 0
                    ? Vir.unless(VirErrors.NO_DOMAIN_SNAPSHOT)
                    : Optional.of(freeing(snapshot, current -> xml(current).toSnapshot()));
        });
    }

    private static <T> T freeing(long snapshot, LongFunction<T> use) {
        try {
            return use.apply(snapshot);
        } finally {
            VirSnapshot.virDomainSnapshotFree(snapshot);
        }
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        return guest.change(CREATE, source -> {
            SnapshotPlan plan = SnapshotPlan.of(guest, spec);
            source.onCancel(() -> JobWatch.abort(guest));
            return guest.work(CREATE, domain -> create(domain, plan, spec));
        });
    }

    private Snapshot create(long domain, SnapshotPlan plan, SnapshotSpec spec) {
        refuseIfTaken(domain, spec.name());
        long snapshot = Vir.check(VirSnapshot.virDomainSnapshotCreateXML(domain, plan.xml(), plan.flags()));
        return freeing(snapshot, taken -> xml(taken).toSnapshot());
    }

    /** Some drivers replace a snapshot of the same name. */
    private void refuseIfTaken(long domain, String name) {
        long taken = VirSnapshot.virDomainSnapshotLookupByName(domain, name, 0);
        if (taken != 0) {
            VirSnapshot.virDomainSnapshotFree(taken);
            throw guest.errors(CREATE).conflict("there is a snapshot of the name '" + name + "'");
        }
        Vir.unless(VirErrors.NO_DOMAIN_SNAPSHOT);
    }

    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return guest.change(
                REVERT,
                source -> guest.work(REVERT, domain -> {
                    withSnapshot(domain, snapshotId, snapshot -> {
                        refuseIfExternal(xml(snapshot).toSnapshot());
                        return Vir.check(VirSnapshot.virDomainRevertToSnapshot(snapshot, 0));
                    });
                    return guest.info(domain);
                }));
    }

    private void refuseIfExternal(Snapshot snapshot) {
        if (snapshot.storage().filter(SnapshotStorage.EXTERNAL::equals).isPresent()) {
            throw guest.errors(REVERT)
                    .remedy("stop the guest and replace its disks in the definition by the files that were kept")
                    .unsupported(
                            Support.Reason.TOO_OLD,
                            "libvirt goes back to snapshots outside of the disks from version 9.9 on");
        }
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        return guest.change(DELETE, source -> {
            Snapshot snapshot = guest.work(
                    DELETE,
                    domain ->
                            withSnapshot(domain, snapshotId, found -> xml(found).toSnapshot()));
            if (snapshot.storage().filter(SnapshotStorage.EXTERNAL::equals).isPresent()) {
                new SnapshotMerge(guest, snapshotId, source).run();
            } else {
                delete(snapshotId, 0);
            }
            return snapshotId;
        });
    }

    private void delete(String snapshotId, int flags) {
        guest.work(
                DELETE,
                domain -> withSnapshot(
                        domain, snapshotId, found -> Vir.check(VirSnapshot.virDomainSnapshotDelete(found, flags))));
    }

    static <T> T withSnapshot(long domain, String name, LongFunction<T> use) {
        return freeing(Vir.check(VirSnapshot.virDomainSnapshotLookupByName(domain, name, 0)), use);
    }
}
