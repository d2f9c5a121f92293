/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What others tell of a host's devices, in Xen's terms: dom0 has no IOMMU groups, since the IOMMU is Xen's own, and only its tools
 * say whether there is one. Immutable.
 */
public final class XenDevices {
    private final Support<Dom0> host;

    /** Of a host whose tools can be asked, or not. */
    public XenDevices(Support<Dom0> host) {
        this.host = host;
    }

    /** The same devices, with whether Xen could give them to a guest. */
    public List<PassthroughDevice> retold(List<PassthroughDevice> told) {
        boolean hasFunctions = told.stream().anyMatch(PciDevice.class::isInstance);
        UnaryOperator<PciDevice> retelling = hasFunctions ? retelling() : UnaryOperator.identity();
        return told.stream().map(device -> retold(device, retelling)).toList();
    }

    private static PassthroughDevice retold(PassthroughDevice device, UnaryOperator<PciDevice> retelling) {
        return device instanceof PciDevice pci ? retelling.apply(pci) : device;
    }

    private UnaryOperator<PciDevice> retelling() {
        if (host instanceof Support.Unavailable<Dom0> missing) {
            return device -> unknown(device, missing.remedy().orElseGet(missing::detail));
        }
        try {
            return known(new ToolPciBack(host.require()).devices());
        } catch (HypervisorException e) {
            // The devices themselves are known all the same, and what has failed is in the answer.
            return device -> unknown(device, "have dom0's tools answer: " + e.getMessage());
        }
    }

    /** A bridge is one, whoever asks. */
    private static PciDevice unknown(PciDevice device, String remedy) {
        boolean isBridge = device.assignability().blockers().stream()
                .anyMatch(blocker -> blocker.kind() == Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE);
        return isBridge ? device : with(device, Assignability.unknown(remedy));
    }

    private static PciDevice with(PciDevice device, Assignability assignability) {
        return device.toBuilder().assignability(assignability).build();
    }

    private static UnaryOperator<PciDevice> known(List<PciDevice> functions) {
        Map<PciAddress, PciDevice> known =
                functions.stream().collect(Collectors.toMap(PciDevice::pciAddress, Function.identity()));
        return device ->
                with(device, known.getOrDefault(device.pciAddress(), device).assignability());
    }

    /** Why dom0 must not lose a device to a guest; where its tools cannot be asked nobody looks. */
    public List<Blocker> refusals(PassthroughDevice device) {
        if (host.isAvailable() && device instanceof PciDevice pci) {
            Dom0 dom0 = host.require();
            ToolPciBack pciback = new ToolPciBack(dom0);
            ErrorFactory errors = dom0.errors("attach device").subject("pci " + pci.address());
            return pciback.leaving(pci.pciAddress(), errors)
                    .map(leaving -> pciback.against(leaving, errors))
                    .orElse(List.of());
        }
        return List.of();
    }
}
