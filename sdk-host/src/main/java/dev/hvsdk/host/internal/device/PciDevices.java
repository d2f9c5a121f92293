/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.internal.device.IdNames.Ids;
import dev.hvsdk.host.internal.platform.InterruptRemapping;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together what is concluded about PCI functions: their names and whether they can be assigned. */
final class PciDevices {
    private PciDevices() {}

    static List<PciDevice> of(
            HostRoot root, PciHost host, List<PciFunction> functions, HostUse use, List<Limitation> limitations) {
        noteUnknownRemapping(host, limitations);
        PciAssessment assessment = new PciAssessment(host, use);
        IdNames names = names(root, functions);
        List<PciDevice> devices = new ArrayList<>(functions.size());
        for (PciFunction function : functions) {
            PciDevice device = function.device();
            PciDevice.Builder builder = device.toBuilder().assignability(assessment.of(function));
            ids(device).flatMap(names::find).ifPresent(builder::name);
            devices.add(builder.build());
        }
        return devices;
    }

    private static IdNames names(HostRoot root, List<PciFunction> functions) {
        Set<Ids> wanted = new HashSet<>();
        functions.forEach(function -> ids(function.device()).ifPresent(wanted::add));
        return IdNames.ofPci(root.files(), wanted);
    }

    private static Optional<Ids> ids(PciDevice device) {
        return Ids.of(device.vendorId(), device.deviceId());
    }

    private static void noteUnknownRemapping(PciHost host, List<Limitation> limitations) {
        if (host.remapping() == InterruptRemapping.State.UNKNOWN) {
            limitations.add(new Limitation(
                    "whether the IOMMU remaps interrupts is not known: /proc/interrupts does not tell",
                    "look in the kernel's log for 'Enabled IRQ remapping' or 'Interrupt remapping enabled'"));
        }
    }
}
