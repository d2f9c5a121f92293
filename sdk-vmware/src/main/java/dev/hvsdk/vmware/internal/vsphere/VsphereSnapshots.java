/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;

/** The snapshots of a guest, whose names need not be unique: their ids are the server's references. Thread-safe. */
final class VsphereSnapshots implements Snapshots {
    private static final String CREATE = "take snapshot";
    private static final String REVERT = "go back to snapshot";
    private static final String DELETE = "delete snapshot";
    private static final String TYPE = "VirtualMachineSnapshot";

    private final Machine machine;

    VsphereSnapshots(Machine machine) {
        this.machine = machine;
    }

    private SnapshotTree tree(String operation) {
        return machine.read(operation, SnapshotTree.PATH)
                .find(SnapshotTree.PATH)
                .map(SnapshotTree::of)
                .orElse(SnapshotTree.NONE);
    }

    @Override
    public List<Snapshot> list() {
        return tree("list snapshots").list();
    }

    @Override
    public Optional<Snapshot> current() {
        return tree("find snapshot").current();
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        return machine.change(CREATE, source -> {
            ErrorFactory about = machine.errors(CREATE);
            spec.storage().ifPresent(storage -> {
                throw about.unsupported(
                        Support.Reason.NO_SUCH_CONCEPT,
                        "the server keeps snapshots beside the disks, not " + storage.id());
            });
            if (spec.withMemory()) {
                machine.require(CREATE, GuestState.RUNNING);
            }
            if (spec.quiesce()) {
                requireTools(about);
            }
            ManagedRef made = machine.vsphere()
                    .tasks()
                    .run(machine.ref(), "CreateSnapshot_Task", source, about, arguments(spec))
                    .asRef()
                    .orElseThrow(() -> about.hostFailure("the server took a snapshot without a reference"));
            return find(made.value(), CREATE);
        });
    }

    /** Without them, the server takes the snapshot all the same. */
    private void requireTools(ErrorFactory about) {
        machine.require(CREATE, GuestState.RUNNING);
        if (!Tools.isRunning(machine, about)) {
            throw Tools.missing(about);
        }
    }

    private static Element[] arguments(SnapshotSpec spec) {
        return new Element[] {
            Element.ofText("name", GuestReading.escaped(spec.name())),
            Element.ofText("description", spec.description().orElse("")),
            Element.ofFlag("memory", spec.withMemory()),
            Element.ofFlag("quiesce", spec.quiesce())
        };
    }

    private Snapshot find(String id, String operation) {
        return tree(operation)
                .find(id)
                .orElseThrow(() -> machine.errors(operation).notFound("there is no snapshot " + id));
    }

    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return machine.change(REVERT, source -> {
            ManagedRef ref = new ManagedRef(TYPE, find(snapshotId, REVERT).id());
            machine.vsphere().tasks().run(ref, "RevertToSnapshot_Task", source, machine.errors(REVERT));
            return machine.info();
        });
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        return machine.change(DELETE, source -> {
            ManagedRef ref = new ManagedRef(TYPE, find(snapshotId, DELETE).id());
            Element alone = Element.ofFlag("removeChildren", false);
            machine.vsphere().tasks().run(ref, "RemoveSnapshot_Task", source, machine.errors(DELETE), alone);
            return ref.value();
        });
    }
}
