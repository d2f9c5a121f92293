/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;

/** The virtual disks and network interfaces of guests in a recording. */
final class HardwareJson {
    private static final String HARDWARE = "hardware";
    private static final String DISKS = "disks";
    private static final String NICS = "nics";

    private final Masks masks;

    HardwareJson(Masks masks) {
        this.masks = masks;
    }

    void add(ObjectNode json, VirtualHardware hardware) {
        ObjectNode parts = Json.object();
        Json.putObjects(parts, DISKS, hardware.disks(), this::disk);
        Json.putObjects(parts, NICS, hardware.nics(), this::nic);
        json.set(HARDWARE, parts);
    }

    private ObjectNode disk(GuestDisk disk) {
        ObjectNode json = Json.object().put("target", disk.target());
        Json.put(json, "source", disk.source().map(source -> masks.name("disk", source)));
        Json.put(json, "format", disk.format());
        Json.put(json, "bus", disk.bus());
        return json.put("readOnly", disk.readOnly()).put("removable", disk.removable());
    }

    private ObjectNode nic(GuestNic nic) {
        ObjectNode json = Json.object().put("mac", masks.serial("mac", nic.mac()));
        Json.put(json, "network", nic.network().map(network -> masks.name("network", network)));
        Json.put(json, "model", nic.model());
        Json.put(json, "device", nic.device());
        return json;
    }

    /** What a guest has; where the host told only how many there are, so many of which nothing more is known. */
    static VirtualParts read(Fields guest, Family family) {
        int disks = guest.count(DISKS);
        int nics = guest.count(NICS);
        if (!guest.has(HARDWARE)) {
            return new PartMaker(family).unknown(disks, nics);
        }
        Fields hardware = guest.object(HARDWARE);
        return new VirtualParts(
                hardware.objects(DISKS).stream().map(HardwareJson::readDisk).toList(),
                hardware.objects(NICS).stream().map(HardwareJson::readNic).toList());
    }

    private static GuestDisk readDisk(Fields json) {
        GuestDisk.Builder disk = GuestDisk.builder(json.text("target"))
                .readOnly(json.flag("readOnly"))
                .removable(json.flag("removable"));
        json.ifText("source", disk::source);
        json.ifText("format", disk::format);
        json.ifText("bus", disk::bus);
        return disk.build();
    }

    private static GuestNic readNic(Fields json) {
        GuestNic.Builder nic = GuestNic.builder(json.text("mac"));
        json.ifText("network", nic::network);
        json.ifText("model", nic::model);
        json.ifText("device", nic::device);
        return nic.build();
    }
}
