/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.UsbDevice;

/** Writes the devices of a host into a recording. */
final class DeviceJson {
    private final Masks masks;

    DeviceJson(Masks masks) {
        this.masks = masks;
    }

    /** The address, by which guests name it too. */
    String address(PassthroughDevice device) {
        return device instanceof MediatedDevice ? masks.serial("mdev", device.address()) : device.address();
    }

    ObjectNode write(PassthroughDevice device) {
        ObjectNode json = Json.object().put("kind", device.kind()).put("address", address(device));
        Json.put(json, "name", device.name());
        Json.put(json, "driver", device.driver());
        Json.put(json, "iommuGroup", device.iommuGroup());
        Json.put(json, "numaNode", device.numaNode());
        addOwn(json, device);
        json.set("assignability", assignability(device.assignability()));
        return json;
    }

    private void addOwn(ObjectNode json, PassthroughDevice device) {
        if (device instanceof PciDevice pci) {
            addPci(json, pci);
        } else if (device instanceof UsbDevice usb) {
            addUsb(json, usb);
        } else if (device instanceof MediatedDevice mediated) {
            Json.put(json, "type", mediated.type());
            Json.put(json, "parent", mediated.parent().map(PciAddress::toString));
        } else if (device instanceof DeviceNode node) {
            Json.put(json, "major", node.major());
            Json.put(json, "minor", node.minor());
        }
    }

    private static void addPci(ObjectNode json, PciDevice pci) {
        Json.put(json, "vendorId", pci.vendorId());
        Json.put(json, "deviceId", pci.deviceId());
        Json.put(json, "subsystemVendorId", pci.subsystemVendorId());
        Json.put(json, "subsystemDeviceId", pci.subsystemDeviceId());
        Json.put(json, "classCode", pci.classCode());
        Json.put(json, "physicalFunction", pci.physicalFunction().map(PciAddress::toString));
        Json.putTexts(json, "resetMethods", pci.resetMethods());
        pci.sriov()
                .ifPresent(sriov ->
                        json.putObject("sriov").put("total", sriov.total()).put("current", sriov.current()));
    }

    private void addUsb(ObjectNode json, UsbDevice usb) {
        Json.put(json, "vendorId", usb.vendorId());
        Json.put(json, "deviceId", usb.deviceId());
        Json.put(json, "classCode", usb.classCode());
        Json.put(json, "bus", usb.bus());
        Json.put(json, "device", usb.device());
        Json.put(json, "serial", usb.serial().map(serial -> masks.serial("serial", serial)));
    }

    private ObjectNode assignability(Assignability answer) {
        ObjectNode json = Json.object().put("state", answer.state().id());
        Json.putObjects(json, "blockers", answer.blockers(), this::blocker);
        Json.putObjects(json, "cautions", answer.cautions(), this::blocker);
        Json.put(json, "remedy", answer.remedy().map(masks::text));
        return json;
    }

    private ObjectNode blocker(Blocker blocker) {
        return Json.object().put("kind", blocker.kind().id()).put("detail", masks.text(blocker.detail()));
    }

    static PassthroughDevice read(Fields json) {
        return switch (json.text("kind")) {
            case "pci" -> pci(json);
            case "usb" -> usb(json);
            case "mdev" -> mediated(json);
            case "node" -> node(json);
            default -> other(json);
        };
    }

    private static PciDevice pci(Fields json) {
        PciDevice.Builder device = PciDevice.builder(json.parsed("address", PciAddress::parse))
                .resetMethods(json.texts("resetMethods"))
                .assignability(answer(json));
        json.ifText("name", device::name);
        json.ifText("driver", device::driver);
        json.ifNumber("iommuGroup", device::iommuGroup);
        json.ifNumber("numaNode", device::numaNode);
        json.ifText("vendorId", device::vendorId);
        json.ifText("deviceId", device::deviceId);
        json.ifText("subsystemVendorId", device::subsystemVendorId);
        json.ifText("subsystemDeviceId", device::subsystemDeviceId);
        json.ifText("classCode", device::classCode);
        json.ifParsed("physicalFunction", PciAddress::parse, device::physicalFunction);
        if (json.has("sriov")) {
            Fields sriov = json.object("sriov");
            sriov.ifNumber(
                    "total", total -> sriov.ifNumber("current", current -> device.sriov(new Sriov(total, current))));
        }
        return device.build();
    }

    private static UsbDevice usb(Fields json) {
        UsbDevice.Builder device = UsbDevice.builder(json.text("address")).assignability(answer(json));
        json.ifText("name", device::name);
        json.ifText("driver", device::driver);
        json.ifNumber("iommuGroup", device::iommuGroup);
        json.ifNumber("numaNode", device::numaNode);
        json.ifText("vendorId", device::vendorId);
        json.ifText("deviceId", device::deviceId);
        json.ifText("classCode", device::classCode);
        json.ifNumber("bus", device::bus);
        json.ifNumber("device", device::device);
        json.ifText("serial", device::serial);
        return device.build();
    }

    private static MediatedDevice mediated(Fields json) {
        MediatedDevice.Builder device =
                MediatedDevice.builder(json.text("address")).assignability(answer(json));
        json.ifText("name", device::name);
        json.ifText("driver", device::driver);
        json.ifNumber("iommuGroup", device::iommuGroup);
        json.ifNumber("numaNode", device::numaNode);
        json.ifText("type", device::type);
        json.ifParsed("parent", PciAddress::parse, device::parent);
        return device.build();
    }

    private static DeviceNode node(Fields json) {
        DeviceNode.Builder device = DeviceNode.builder(json.text("address")).assignability(answer(json));
        json.ifText("name", device::name);
        json.ifText("driver", device::driver);
        json.ifNumber("iommuGroup", device::iommuGroup);
        json.ifNumber("numaNode", device::numaNode);
        json.ifNumber("major", device::major);
        json.ifNumber("minor", device::minor);
        return device.build();
    }

    private static RecordedDevice other(Fields json) {
        return new RecordedDevice(
                json.text("kind"),
                json.text("address"),
                new RecordedDevice.Parts(
                        json.textOrNull("name"),
                        json.textOrNull("driver"),
                        json.intOrNull("iommuGroup"),
                        json.intOrNull("numaNode"),
                        answer(json)));
    }

    private static Assignability answer(Fields json) {
        Fields answer = json.object("assignability");
        Assignability.State state =
                answer.parsed("state", Json.constant(Assignability.State.class, Assignability.State::id));
        var blockers =
                answer.objects("blockers").stream().map(DeviceJson::blocker).toList();
        var cautions =
                answer.objects("cautions").stream().map(DeviceJson::blocker).toList();
        String remedy = answer.textOrNull("remedy");
        Assignability plain = switch (state) {
            case READY -> Assignability.ready();
            case PREPARABLE -> Assignability.preparable(blockers, answer.text("remedy"));
            case BLOCKED -> Assignability.blocked(blockers, remedy);
            case UNKNOWN -> Assignability.unknown(remedy);
        };
        return cautions.isEmpty() ? plain : plain.withCautions(cautions);
    }

    private static Blocker blocker(Fields json) {
        return new Blocker(
                json.parsed("kind", Json.constant(Blocker.Kind.class, Blocker.Kind::id)), json.text("detail"));
    }
}
