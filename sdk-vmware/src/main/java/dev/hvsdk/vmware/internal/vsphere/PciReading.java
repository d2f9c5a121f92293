/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A device as a host tells of it: {@code HostPciDevice}, and {@code HostPciPassthruInfo} about the same. */
final class PciReading {
    /** Numbers are signed in the schema, and not in PCI: Intel's 0x8086 comes as -32634. */
    private static final long WORD = 0xFFFF;

    private static final long BYTE = 0xFF;

    private PciReading() {}

    static PciDevice of(Element device, Element passthrough) {
        PciDevice.Builder pci = PciDevice.builder(address(device)).assignability(assignability(passthrough));
        word(device, "classId", pci::classCode);
        word(device, "vendorId", pci::vendorId);
        word(device, "deviceId", pci::deviceId);
        word(device, "subVendorId", pci::subsystemVendorId);
        word(device, "subDeviceId", pci::subsystemDeviceId);
        name(device).ifPresent(pci::name);
        sriov(passthrough).ifPresent(pci::sriov);
        return pci.build();
    }

    private static void word(Element device, String key, Consumer<String> to) {
        device.number(key)
                .map(number -> String.format(Locale.ROOT, "%04x", number & WORD))
                .ifPresent(to);
    }

    /** Newer hosts write it with its domain, older ones without; the parts say it anyway. */
    private static PciAddress address(Element device) {
        String id = device.text("id").orElse("");
        if (id.matches("[0-9a-fA-F]{4,8}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]")) {
            return PciAddress.parse(id);
        }
        return new PciAddress(0, part(device, "bus"), part(device, "slot"), part(device, "function"));
    }

    private static int part(Element device, String key) {
        return (int) (device.number(key).orElse(0L) & BYTE);
    }

    private static Optional<String> name(Element device) {
        String name = device.text("vendorName").orElse("") + " "
                + device.text("deviceName").orElse("");
        return Optional.of(name.strip()).filter(text -> !text.isEmpty());
    }

    private static Optional<Sriov> sriov(Element passthrough) {
        return passthrough
                .number("maxVirtualFunctionSupported")
                .filter(most -> passthrough.flag("sriovCapable").orElse(false))
                .map(most -> new Sriov(
                        most.intValue(),
                        passthrough.number("numVirtualFunction").orElse(0L).intValue()));
    }

    private static Assignability assignability(Element passthrough) {
        if (!passthrough.flag("passthruCapable").orElse(false)) {
            return Assignability.blocked(
                    List.of(new Blocker(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE, "ESXi cannot pass it through")), null);
        }
        if (!passthrough.flag("passthruEnabled").orElse(false)) {
            return Assignability.preparable(
                    List.of(new Blocker(Blocker.Kind.BOUND_TO_HOST_DRIVER, "passthrough is not enabled for it")),
                    "enable passthrough for it in the host's settings");
        }
        return passthrough.flag("passthruActive").orElse(false)
                ? Assignability.ready()
                : Assignability.preparable(
                        List.of(new Blocker(
                                Blocker.Kind.BOUND_TO_HOST_DRIVER, "passthrough begins with the next boot")),
                        "restart the host");
    }
}
