/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.UsbDevice;
import java.io.IOException;
import java.util.Optional;

/** A device as JSON: the same keys for every kind, null where a kind has no such thing, and then those of the kind alone. */
final class DeviceJson {
    private DeviceJson() {}

    static void write(JsonGenerator json, PassthroughDevice device) throws IOException {
        DeviceIds ids = DeviceIds.of(device);
        json.writeStringField("kind", device.kind());
        json.writeStringField("address", device.address());
        Json.text(json, "vendorId", ids.find(DeviceIds::vendorId));
        Json.text(json, "deviceId", ids.find(DeviceIds::deviceId));
        Json.text(json, "class", ids.find(DeviceIds::classCode));
        Json.text(json, "name", device.name());
        Json.text(json, "driver", device.driver());
        Json.number(json, "iommuGroup", device.iommuGroup());
        Json.number(json, "numaNode", device.numaNode());
        virtualFunctions(json, device instanceof PciDevice pci ? pci.sriov() : Optional.empty());
        Json.text(
                json,
                "physicalFunction",
                device instanceof PciDevice pci ? pci.physicalFunction().map(PciAddress::toString) : Optional.empty());
        ofKind(json, device);
        assignability(json, device.assignability());
    }

    private static void virtualFunctions(JsonGenerator json, Optional<Sriov> sriov) throws IOException {
        if (sriov.isEmpty()) {
            json.writeNullField("sriov");
            return;
        }
        json.writeObjectFieldStart("sriov");
        json.writeNumberField("total", sriov.get().total());
        json.writeNumberField("current", sriov.get().current());
        json.writeEndObject();
    }

    private static void ofKind(JsonGenerator json, PassthroughDevice device) throws IOException {
        if (device instanceof PciDevice pci) {
            Json.texts(json, "resetMethods", pci.resetMethods());
        } else if (device instanceof UsbDevice usb) {
            Json.number(json, "bus", usb.bus());
            Json.number(json, "device", usb.device());
        } else if (device instanceof MediatedDevice mediated) {
            Json.text(json, "type", mediated.type());
            Json.text(json, "parent", mediated.parent().map(PciAddress::toString));
        } else if (device instanceof DeviceNode node) {
            Json.number(json, "major", node.major());
            Json.number(json, "minor", node.minor());
        }
    }

    private static void assignability(JsonGenerator json, Assignability assignability) throws IOException {
        json.writeObjectFieldStart("assignability");
        json.writeStringField("state", assignability.state().id());
        Json.texts(
                json,
                "blockers",
                assignability.blockers().stream().map(Blocker::detail).toList());
        Json.texts(
                json,
                "blockerKinds",
                assignability.blockers().stream()
                        .map(blocker -> blocker.kind().id())
                        .toList());
        Json.texts(
                json,
                "cautions",
                assignability.cautions().stream().map(Blocker::detail).toList());
        Json.texts(
                json,
                "cautionKinds",
                assignability.cautions().stream()
                        .map(caution -> caution.kind().id())
                        .toList());
        Json.text(json, "remedy", assignability.remedy());
        json.writeEndObject();
    }
}
