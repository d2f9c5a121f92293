/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes, deletes and extends disks of a datastore that need not belong to a guest. */
final class Disks {
    private static final String FORMAT = "raw";
    private static final long KIBIBYTE = 1024;

    private final Datastore store;
    private final OperationSource<?> source;
    private final ErrorFactory about;

    Disks(Datastore store, OperationSource<?> source, ErrorFactory about) {
        this.store = store;
        this.source = source;
        this.about = about;
    }

    /** It takes only the space that is written to. */
    StorageVolume create(VolumeSpec spec) {
        DiskName.requireNew(spec.name(), about);
        if (!spec.format().orElse(FORMAT).equals(FORMAT)) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "the disks of a datastore hold raw bytes, and not "
                            + spec.format().get());
        }
        Element disk = Element.of(
                        "spec",
                        Element.ofText("diskType", "thin"),
                        Element.ofText("adapterType", "lsiLogic"),
                        Element.ofNumber("capacityKb", kibibytes(spec.capacity())))
                .typed("FileBackedVirtualDiskSpec");
        run("CreateVirtualDisk_Task", spec.name(), disk);
        return new DiskBrowser(store, about).find(spec.name());
    }

    void delete(String volume) {
        StorageVolume found = new DiskBrowser(store, about).find(volume);
        run("DeleteVirtualDisk_Task", found.name());
    }

    StorageVolume resize(String volume, MemorySize capacity) {
        StorageVolume found = new DiskBrowser(store, about).find(volume);
        MemorySize present =
                found.capacity().orElseThrow(() -> about.hostFailure("the server does not tell what size it has"));
        if (capacity.compareTo(present) < 0) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a disk of " + present + " is not cut to " + capacity);
        }
        if (capacity.equals(present)) {
            return found;
        }
        run("ExtendVirtualDisk_Task", volume, Element.ofNumber("newCapacityKb", kibibytes(capacity)));
        return new DiskBrowser(store, about).find(volume);
    }

    /** Rounded up: it holds at least what was asked for. */
    private static long kibibytes(MemorySize size) {
        return size.toKibibytes() + (size.toBytes() % KIBIBYTE == 0 ? 0 : 1);
    }

    private void run(String method, String volume, Element... more) {
        Vsphere vsphere = store.vsphere();
        ManagedRef manager = vsphere.session().content().manager("virtualDiskManager");
        List<Element> arguments = new ArrayList<>();
        arguments.add(Element.ofText("name", store.path(DiskName.file(volume))));
        arguments.add(store.datacenter(about).as("datacenter"));
        arguments.addAll(Stream.of(more).toList());
        Element ignored = vsphere.tasks().run(manager, method, source, about, arguments.toArray(Element[]::new));
    }
}
