/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.testing;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.Inspection;
import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.root.HostRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the SDK makes of a host, in words that no change of a sentence changes: what a machine says of itself, its capture has to
 * say too.
 */
public final class Explained {
    private Explained() {}

    /** A line for each layer, feature and device, and for each plan that could be made. */
    public static List<String> lines(HostRoot root) {
        Inspection host = HostInspector.of(root).inspect();
        List<String> lines = new ArrayList<>();
        host.detection().layers().forEach(layer -> lines.add(line(layer)));
        host.features().forEach(report -> lines.add(line(report)));
        host.devices().forEach(device -> lines.add("device " + line(device)));
        host.devices().stream().flatMap(Explained::changes).forEach(change -> lines.add(line(root, change)));
        return lines;
    }

    private static String line(VirtualizationLayer layer) {
        return "layer " + layer.technology().id() + " " + layer.role().id() + " "
                + layer.approach().id();
    }

    private static String line(FeatureReport report) {
        return "feature " + report.feature().id() + ": " + report.state().id();
    }

    private static String line(PassthroughDevice device) {
        return device.address() + " of " + device.driver().orElse("no driver")
                + (device.iommuGroup().isPresent()
                        ? ", group " + device.iommuGroup().getAsInt()
                        : "")
                + ": " + state(device) + ", cautions "
                + kinds(device.assignability().cautions());
    }

    /** Whether a device can be given away, and what stands in the way. */
    public static String state(PassthroughDevice device) {
        return device.assignability().state().id() + " "
                + kinds(device.assignability().blockers());
    }

    private static Stream<DeviceChange> changes(PassthroughDevice device) {
        if (!(device instanceof PciDevice pci)) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(
                        new DeviceChange.BindToVfio(pci.pciAddress()),
                        new DeviceChange.BindGroupToVfio(pci.pciAddress()),
                        new DeviceChange.ReturnToHost(pci.pciAddress())),
                pci.sriov().map(Sriov::total).stream()
                        .map(total -> new DeviceChange.SetVirtualFunctions(pci.pciAddress(), total)));
    }

    private static String line(HostRoot root, DeviceChange change) {
        return "plan " + Passthrough.describe(change) + ": " + plan(root, change);
    }

    private static String plan(HostRoot root, DeviceChange change) {
        try {
            return text(Passthrough.of(root).plan(change));
        } catch (HypervisorException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** What speaks against a plan, and how many steps it has. */
    public static String text(DevicePlan plan) {
        return "refused " + kinds(plan.refusals()) + ", cautions " + kinds(plan.cautions()) + ", steps "
                + plan.steps().size();
    }

    private static String kinds(List<Blocker> blockers) {
        return blockers.stream().map(blocker -> blocker.kind().id()).collect(Collectors.joining(", ", "[", "]"));
    }
}
