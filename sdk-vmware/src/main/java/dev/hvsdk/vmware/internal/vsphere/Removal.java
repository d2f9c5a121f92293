/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;

/**
 * Has the server forget a guest, and never a disk of it: {@code Destroy_Task} deletes all that a guest has then, so that the disks
 * are taken from it before.
 *
 * <p>Disks of which there are snapshots cannot be taken away whole; such a guest is unregistered, and all its files stay.
 */
final class Removal {
    private final Vsphere vsphere;
    private final ManagedRef guest;
    private final ErrorFactory about;

    Removal(Vsphere vsphere, ManagedRef guest, ErrorFactory about) {
        this.vsphere = vsphere;
        this.guest = guest;
        this.about = about;
    }

    void run() {
        ObjectContent content =
                vsphere.properties().of(guest, about, GuestReading.POWER, HardwareReading.PATH, SnapshotTree.PATH);
        GuestState state = GuestReading.state(content, about);
        if (state.equals(GuestState.RUNNING)) {
            throw about.wrongState("it is " + state.id());
        }
        if (content.find(SnapshotTree.PATH).isPresent()) {
            Element ignored = vsphere.session().call(guest, "UnregisterVM", about);
        } else {
            removeAllButDisks(state, content);
        }
    }

    private void removeAllButDisks(GuestState state, ObjectContent content) {
        Element[] disks = HardwareReading.of(content, about)
                .virtualDisks()
                .map(disk -> DeviceParts.remove(disk.reference()))
                .toArray(Element[]::new);
        if (disks.length > 0 && state == GuestState.PAUSED) {
            // The devices of one that is suspended do not change, and its memory is lost with it anyway.
            run("PowerOffVM_Task");
        }
        if (disks.length > 0) {
            run("ReconfigVM_Task", Element.of("spec", disks));
        }
        run("Destroy_Task");
    }

    private void run(String method, Element... arguments) {
        Element ignored = vsphere.tasks().run(guest, method, about, arguments);
    }
}
