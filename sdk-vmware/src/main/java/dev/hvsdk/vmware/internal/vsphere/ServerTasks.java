/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.VspherePlacement;
import dev.hvsdk.vmware.VsphereServer;
import dev.hvsdk.vmware.VsphereTask;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tasks of all, and guests made of files. Thread-safe. */
final class ServerTasks implements VsphereServer {
    private static final String CANCEL = "cancel";
    private static final String REGISTER = "register";
    private static final String RECENT = "recentTask";
    private static final String INFO = "info";

    private final Vsphere vsphere;

    ServerTasks(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public Map<GuestId, VspherePlacement> placements() {
        return Placements.all(vsphere, vsphere.errors("list places"));
    }

    @Override
    public Map<GuestId, UUID> uuids() {
        return Uuids.all(vsphere, vsphere.errors("list UUIDs"));
    }

    /** By two calls; tasks that the server forgets between them are left out. */
    @Override
    public List<VsphereTask> recentTasks() {
        ErrorFactory about = vsphere.errors("list tasks");
        ManagedRef manager = vsphere.session().content().manager("taskManager");
        List<ManagedRef> refs = vsphere.properties().of(manager, about, RECENT).find(RECENT).stream()
                .flatMap(all -> all.children().stream())
                .map(Element::asRef)
                .flatMap(Optional::stream)
                .toList();
        return vsphere.properties().of(refs, about, INFO).stream()
                .flatMap(task -> task.find(INFO).stream())
                .map(info -> TaskReading.of(info, about))
                .toList();
    }

    @Override
    public Operation<String> cancelTask(String id) {
        String subject = "task " + id;
        return vsphere.context().change(CANCEL, subject, source -> {
            ErrorFactory about = vsphere.errors(CANCEL).subject(subject);
            vsphere.session().call(new ManagedRef("Task", id), "CancelTask", about);
            return id;
        });
    }

    @Override
    public Operation<GuestInfo> register(String file, VspherePlace place) {
        return vsphere.context().change(REGISTER, file, source -> {
            ErrorFactory about = vsphere.errors(REGISTER).subject(file);
            Placing placing = new Placing(Inventory.ofContainers(vsphere, about), about);
            ManagedRef folder = placing.folder(place).orElseGet(placing::anyFolder);
            Element[] arguments = arguments(file, place, placing);
            return vsphere.tasks()
                    .run(folder, "RegisterVM_Task", source, about, arguments)
                    .asRef()
                    .map(made -> vsphere.read(GuestId.of(made.value()), about))
                    .orElseThrow(() -> about.hostFailure("the server made a guest without a reference"));
        });
    }

    private static Element[] arguments(String file, VspherePlace place, Placing placing) {
        Optional<ManagedRef> host = placing.host(place);
        ManagedRef pool = placing.pool(place)
                .or(() -> host.map(on -> placing.poolOn(on, Optional.empty())))
                .orElseGet(placing::anyPool);
        List<Element> parts = new ArrayList<>(
                List.of(Element.ofText("path", file), Element.ofFlag("asTemplate", false), pool.as("pool")));
        host.map(ref -> ref.as("host")).ifPresent(parts::add);
        return parts.toArray(Element[]::new);
    }
}
