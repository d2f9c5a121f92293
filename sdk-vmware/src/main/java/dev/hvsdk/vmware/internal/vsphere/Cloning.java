/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.VsphereCloneSpec;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a guest that is like another, by {@code VirtualMachineCloneSpec}. Immutable. */
final class Cloning {
    private final Machine machine;
    private final VsphereCloneSpec spec;
    private final VspherePlace place;
    private final ErrorFactory about;

    Cloning(Machine machine, VsphereCloneSpec spec, ErrorFactory about) {
        this.machine = machine;
        this.spec = spec;
        this.place = spec.place().orElseGet(() -> VspherePlace.builder().build());
        this.about = about;
    }

    ManagedRef run(OperationSource<?> source) {
        refuseWithoutVcenter();
        ManagedRef made = make(source);
        if (spec.start()) {
            machine.vsphere().tasks().run(made, "PowerOnVM_Task", source, about);
        }
        return made;
    }

    /** The simulator and some hosts would take the call. */
    private void refuseWithoutVcenter() {
        if (!machine.vsphere().session().content().isVcenter()) {
            throw about.remedy("ask the vCenter that manages the host")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "ESXi makes no clones without vCenter");
        }
    }

    private ManagedRef make(OperationSource<?> source) {
        ObjectContent guest = machine.read(about, Inventory.PARENT, Placements.POOL);
        Placing placing = new Placing(Inventory.ofContainers(machine.vsphere(), about), about);
        ManagedRef folder =
                placing.folder(place).or(() -> guest.ref(Inventory.PARENT)).orElseGet(placing::anyFolder);
        Element name = Element.ofText("name", MachineTasks.name(spec.name(), about));
        Element whole = whole(location(placing, guest.ref(Placements.POOL)));
        return machine.vsphere()
                .tasks()
                .run(machine.ref(), "CloneVM_Task", source, about, folder.as("folder"), name, whole)
                .asRef()
                .orElseThrow(() -> about.hostFailure("the server made a guest without a reference"));
    }

    /** In the order of {@code VirtualMachineRelocateSpec}. */
    private Element location(Placing placing, Optional<ManagedRef> own) {
        List<Element> parts = new ArrayList<>();
        placing.datastore(place).map(ref -> ref.as("datastore")).ifPresent(parts::add);
        spec.snapshot()
                .map(id -> Element.ofText("diskMoveType", "createNewChildDiskBacking"))
                .ifPresent(parts::add);
        Optional<ManagedRef> host = placing.host(place);
        parts.add(pool(placing, host, own).as("pool"));
        host.map(ref -> ref.as("host")).ifPresent(parts::add);
        return Element.of("location", parts);
    }

    private ManagedRef pool(Placing placing, Optional<ManagedRef> host, Optional<ManagedRef> own) {
        return placing.pool(place)
                .or(() -> host.map(on -> placing.poolOn(on, own)))
                .or(() -> own)
                .orElseGet(placing::anyPool);
    }

    /** We start it ourselves, so that one that cannot be started is told from one that cannot be made. */
    private Element whole(Element location) {
        Element whole = Element.of(
                "spec", location, Element.ofFlag("template", spec.template()), Element.ofFlag("powerOn", false));
        return spec.snapshot()
                .map(id -> whole.with(snapshot(id).as("snapshot")))
                .orElse(whole);
    }

    private ManagedRef snapshot(String id) {
        return machine.read(about, SnapshotTree.PATH)
                .find(SnapshotTree.PATH)
                .map(SnapshotTree::of)
                .flatMap(tree -> tree.find(id))
                .map(found -> new ManagedRef("VirtualMachineSnapshot", found.id()))
                .orElseThrow(() -> about.notFound("there is no snapshot " + id));
    }
}
