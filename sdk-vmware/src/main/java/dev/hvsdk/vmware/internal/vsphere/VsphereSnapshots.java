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
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Envelope;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshots of a guest by their references, since the server allows one name to several. Thread-safe. */
final class VsphereSnapshots implements Snapshots {
    private static final String CREATE = "take snapshot";
    private static final String REVERT = "go back to snapshot";
    private static final String DELETE = "delete snapshot";

    private final OneGuest guest;

    VsphereSnapshots(OneGuest guest) {
        this.guest = guest;
    }

    private SnapshotTree tree(ErrorFactory about) {
        return SnapshotTree.of(guest.read(about, SnapshotTree.TREE, SnapshotTree.FILES));
    }

    @Override
    public List<Snapshot> list() {
        return tree(guest.errors("list snapshots")).list();
    }

    @Override
    public Optional<Snapshot> current() {
        return tree(guest.errors("find snapshot")).current();
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        return guest.change(CREATE, source -> {
            ErrorFactory about = guest.errors(CREATE);
            refuseWhatIsNotThere(spec, about);
            if (spec.withMemory()) {
                // The server would leave the memory out and say nothing.
                guest.require(about, GuestState.RUNNING, GuestState.PAUSED);
            }
            if (spec.quiesce()) {
                requireTools(about);
            }
            return take(spec, source, about);
        });
    }

    private static void refuseWhatIsNotThere(SnapshotSpec spec, ErrorFactory about) {
        if (spec.withMemory() && spec.quiesce()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the server takes either the memory or file systems at rest");
        }
        if (spec.storage().filter(SnapshotStorage.INTERNAL::equals).isPresent()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the server keeps what changes in files of its own, always");
        }
        if (!Envelope.canHold(spec.name())
                || !Envelope.canHold(spec.description().orElse(""))) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a character of it is none that the server's protocol can hold");
        }
    }

    /** Without them, the server takes the snapshot all the same. */
    private void requireTools(ErrorFactory about) {
        guest.require(about, GuestState.RUNNING);
        if (!Tools.isRunning(guest, about)) {
            throw Tools.missing(about);
        }
    }

    private Snapshot take(SnapshotSpec spec, OperationSource<?> source, ErrorFactory about) {
        List<Element> arguments = new ArrayList<>(List.of(Element.ofText("name", spec.name())));
        spec.description().ifPresent(text -> arguments.add(Element.ofText("description", text)));
        arguments.add(Element.ofFlag("memory", spec.withMemory()));
        arguments.add(Element.ofFlag("quiesce", spec.quiesce()));
        String id = guest.run("CreateSnapshot_Task", source, about, arguments.toArray(Element[]::new))
                .asRef()
                .map(ManagedRef::value)
                .orElseThrow(() -> about.hostFailure("the server took a snapshot without a reference"));
        return find(id, about);
    }

    private Snapshot find(String id, ErrorFactory about) {
        return tree(about).find(id).orElseThrow(() -> about.notFound("there is no snapshot " + id));
    }

    /** A snapshot without memory leaves the guest stopped, also if it ran then. */
    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return guest.change(REVERT, source -> {
            Element ignored = ofSnapshot("RevertToSnapshot_Task", snapshotId, source, guest.errors(REVERT));
            return guest.info();
        });
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        return guest.change(DELETE, source -> {
            Element ignored = ofSnapshot(
                    "RemoveSnapshot_Task",
                    snapshotId,
                    source,
                    guest.errors(DELETE),
                    Element.ofFlag("removeChildren", false));
            return snapshotId;
        });
    }

    /** Looked for first, so that no snapshot of another guest is touched. */
    private Element ofSnapshot(
            String method, String id, OperationSource<?> source, ErrorFactory about, Element... arguments) {
        ManagedRef snapshot =
                new ManagedRef("VirtualMachineSnapshot", find(id, about).id());
        return guest.vsphere().tasks().run(snapshot, method, source, about, arguments);
    }
}
