/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereChange;
import dev.hvsdk.vmware.VsphereCloneSpec;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.VspherePlacement;
import dev.hvsdk.vmware.VsphereTasks;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Envelope;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clones, moves and changes a guest. Thread-safe. */
final class MachineTasks implements VsphereTasks {
    private static final String CLONE = "clone";
    private static final String RELOCATE = "relocate";
    private static final String RENAME = "rename";
    private static final String CHANGE = "change settings";
    private static final String TEMPLATE = "make template";
    private static final String FORGET = "unregister";

    private final Machine machine;

    MachineTasks(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Operation<GuestInfo> makeClone(VsphereCloneSpec spec) {
        if (spec.start() && spec.template()) {
            throw new IllegalArgumentException("a template cannot be started");
        }
        return machine.change(CLONE, source -> {
            ErrorFactory about = machine.errors(CLONE);
            ManagedRef made = new Cloning(machine, spec, about).run(source);
            return machine.vsphere().read(GuestId.of(made.value()), about);
        });
    }

    static String name(String name, ErrorFactory about) {
        if (!Envelope.canHold(name)) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the name has a character that the server's protocol cannot hold");
        }
        return GuestReading.escaped(name);
    }

    @Override
    public Operation<VspherePlacement> relocate(VspherePlace place) {
        return machine.change(RELOCATE, source -> {
            ErrorFactory about = machine.errors(RELOCATE);
            Element where = Element.of("spec", where(place, about));
            if (!where.children().isEmpty()) {
                machine.vsphere().tasks().run(machine.ref(), "RelocateVM_Task", source, about, where);
            }
            return Placements.of(machine, about);
        });
    }

    /** In the order of {@code VirtualMachineRelocateSpec}; a host of another cluster needs one of its pools named. */
    private List<Element> where(VspherePlace place, ErrorFactory about) {
        Placing placing = new Placing(Inventory.ofContainers(machine.vsphere(), about), about);
        Optional<ManagedRef> own = machine.read(about, Placements.POOL).ref(Placements.POOL);
        Optional<ManagedRef> host = placing.host(place);
        List<Element> parts = new ArrayList<>();
        placing.folder(place).map(ref -> ref.as("folder")).ifPresent(parts::add);
        placing.datastore(place).map(ref -> ref.as("datastore")).ifPresent(parts::add);
        placing.pool(place)
                .or(() -> host.map(on -> placing.poolOn(on, own)))
                .map(ref -> ref.as("pool"))
                .ifPresent(parts::add);
        host.map(ref -> ref.as("host")).ifPresent(parts::add);
        return parts;
    }

    @Override
    public Operation<GuestInfo> rename(String name) {
        return machine.change(RENAME, source -> {
            ErrorFactory about = machine.errors(RENAME);
            Element newName = Element.ofText("newName", name(name, about));
            machine.vsphere().tasks().run(machine.ref(), "Rename_Task", source, about, newName);
            return machine.info();
        });
    }

    @Override
    public Operation<GuestInfo> reconfigure(VsphereChange change) {
        return machine.change(CHANGE, source -> {
            List<Element> parts = parts(change);
            if (!parts.isEmpty()) {
                machine.reconfigure(source, machine.errors(CHANGE), parts.toArray(Element[]::new));
            }
            return machine.info();
        });
    }

    /** In the order of {@code VirtualMachineConfigSpec}. */
    private static List<Element> parts(VsphereChange change) {
        List<Element> parts = new ArrayList<>();
        change.guestId().map(system -> Element.ofText("guestId", system)).ifPresent(parts::add);
        change.note().map(note -> Element.ofText("annotation", note)).ifPresent(parts::add);
        change.memoryHotAdd()
                .map(can -> Element.ofFlag("memoryHotAddEnabled", can))
                .ifPresent(parts::add);
        change.cpuHotAdd().map(can -> Element.ofFlag("cpuHotAddEnabled", can)).ifPresent(parts::add);
        change.options().forEach((key, value) -> parts.add(option(key, value)));
        change.changeTracking()
                .map(is -> Element.ofFlag("changeTrackingEnabled", is))
                .ifPresent(parts::add);
        change.nested().map(is -> Element.ofFlag("nestedHVEnabled", is)).ifPresent(parts::add);
        return parts;
    }

    private static Element option(String key, String value) {
        return Element.of(
                        "extraConfig",
                        Element.ofText("key", key),
                        Element.ofText("value", value).typed("xsd:string"))
                .typed("OptionValue");
    }

    @Override
    public Operation<GuestInfo> markAsTemplate() {
        return machine.change(TEMPLATE, source -> {
            call(TEMPLATE, "MarkAsTemplate");
            return machine.info();
        });
    }

    @Override
    public Operation<GuestId> unregister() {
        return machine.change(FORGET, source -> {
            call(FORGET, "UnregisterVM");
            return machine.context().id();
        });
    }

    private void call(String operation, String method) {
        machine.require(operation, GuestState.STOPPED);
        machine.vsphere().session().call(machine.ref(), method, machine.errors(operation));
    }
}
