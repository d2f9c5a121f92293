/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The hardware of a new guest as {@code VirtualMachineConfigSpec}: one paravirtual SCSI controller, vmxnet3 cards.
 *
 * <p>Keys of devices that are not there yet are negative, and only tell them apart.
 */
final class ConfigSpec {
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(512);

    /** Any with 64 bits: the server chooses hardware by it, and we do not know what will be installed. */
    private static final String SYSTEM = "otherGuest64";

    private static final int SCSI = -100;
    private static final int IDE = -101;
    private static final int FIRST = -200;

    /** A SCSI controller has 16 places, and its own number is 7. */
    private static final int MOST_DISKS = 15;

    private static final int OWN_UNIT = 7;

    /** The format of the file, and that of what a guest sees, by which pools tell it. */
    private static final Set<String> FORMATS = Set.of("vmdk", "raw");

    private final ErrorFactory about;
    private final String datastore;
    private final List<Element> devices = new ArrayList<>();

    ConfigSpec(ErrorFactory about, String datastore) {
        this.about = about;
        this.datastore = datastore;
    }

    Element of(GuestSpec spec) {
        boolean uefi = boot(spec.boot().orElseGet(BootSource::disk));
        disks(spec.disks());
        spec.nics().forEach(this::nic);
        if (!spec.devices().isEmpty()) {
            throw about.unsupported(
                    Support.Reason.NOT_IMPLEMENTED, "devices of the host cannot be given to a new guest yet");
        }
        List<Element> parts = new ArrayList<>();
        parts.add(Element.ofText("name", GuestReading.escaped(spec.name())));
        parts.add(Element.ofText("guestId", SYSTEM));
        parts.add(Element.of("files", Element.ofText("vmPathName", "[" + datastore + "]")));
        parts.add(Element.ofNumber("numCPUs", spec.vcpus().orElse(1)));
        parts.add(Element.ofNumber("memoryMB", spec.memory().orElse(MEMORY).toMebibytes()));
        parts.addAll(devices);
        parts.add(Element.ofText("firmware", uefi ? "efi" : "bios"));
        return Element.of("config", parts);
    }

    private boolean boot(BootSource source) {
        if (source instanceof BootSource.Cdrom cdrom) {
            add("", controller("VirtualIDEController", IDE));
            add("", cdrom(cdrom.path()));
            return false;
        }
        if (source instanceof BootSource.Disk disk) {
            return disk.uefi();
        }
        throw about.unsupported(
                Support.Reason.NO_SUCH_CONCEPT, "guests of vSphere start from a disk or a CD-ROM by their firmware");
    }

    private static Element controller(String type, int key) {
        return Element.of("device", Element.ofNumber("key", key), Element.ofNumber("busNumber", 0))
                .typed(type);
    }

    private Element cdrom(String path) {
        Element backing = Element.of("backing", Element.ofText("fileName", DiskName.anyFile(path, about)))
                .typed("VirtualCdromIsoBackingInfo");
        return Element.of(
                        "device",
                        Element.ofNumber("key", nextKey()),
                        backing,
                        connected(),
                        Element.ofNumber("controllerKey", IDE),
                        Element.ofNumber("unitNumber", 0))
                .typed("VirtualCdrom");
    }

    private static Element connected() {
        return Element.of(
                "connectable",
                Element.ofFlag("startConnected", true),
                Element.ofFlag("allowGuestControl", true),
                Element.ofFlag("connected", true));
    }

    private void disks(List<DiskSpec> disks) {
        if (disks.size() > MOST_DISKS) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "one SCSI controller has " + MOST_DISKS + " disks");
        }
        Element scsi = controller("ParaVirtualSCSIController", SCSI).with(Element.ofText("sharedBus", "noSharing"));
        add("", scsi);
        int unit = 0;
        for (DiskSpec disk : disks) {
            unit = unit == OWN_UNIT ? unit + 1 : unit;
            add(disk.size().isPresent() ? "create" : "", disk(disk, unit++));
        }
    }

    private Element disk(DiskSpec disk, int unit) {
        refuseUnknown(disk);
        Element backing = Element.of(
                        "backing",
                        Element.ofText("fileName", DiskName.path(disk.source(), about)),
                        Element.ofText("diskMode", "persistent"),
                        Element.ofFlag("thinProvisioned", true))
                .typed("VirtualDiskFlatVer2BackingInfo");
        return Element.of(
                        "device",
                        Element.ofNumber("key", nextKey()),
                        backing,
                        Element.ofNumber("controllerKey", SCSI),
                        Element.ofNumber("unitNumber", unit),
                        Element.ofNumber(
                                "capacityInKB",
                                disk.size().orElse(MemorySize.ZERO).toKibibytes()))
                .typed("VirtualDisk");
    }

    private void refuseUnknown(DiskSpec disk) {
        if (disk.readOnly()
                || !disk.bus().orElse("scsi").equals("scsi")
                || !FORMATS.contains(disk.format().orElse("vmdk"))) {
            throw about.unsupported(
                    Support.Reason.NOT_IMPLEMENTED,
                    "disks are made as vmdk, on SCSI and to be written; " + disk + " is not");
        }
    }

    private void nic(NicSpec nic) {
        if (!nic.model().orElse("vmxnet3").equals("vmxnet3")) {
            throw about.unsupported(Support.Reason.NOT_IMPLEMENTED, "network cards are made as vmxnet3");
        }
        Element backing = Element.of("backing", Element.ofText("deviceName", nic.network()))
                .typed("VirtualEthernetCardNetworkBackingInfo");
        List<Element> parts = new ArrayList<>(List.of(
                Element.ofNumber("key", nextKey()),
                backing,
                connected(),
                Element.ofText("addressType", nic.mac().isPresent() ? "manual" : "generated")));
        nic.mac().ifPresent(mac -> parts.add(Element.ofText("macAddress", mac)));
        add("", Element.of("device", parts).typed("VirtualVmxnet3"));
    }

    private int nextKey() {
        return FIRST - devices.size();
    }

    private void add(String file, Element device) {
        List<Element> parts = new ArrayList<>(List.of(Element.ofText("operation", "add")));
        if (!file.isEmpty()) {
            parts.add(Element.ofText("fileOperation", file));
        }
        parts.add(device);
        devices.add(Element.of("deviceChange", parts));
    }
}
