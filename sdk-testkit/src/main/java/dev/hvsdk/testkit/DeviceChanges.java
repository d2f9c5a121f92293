/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes PCI functions from their drivers and gives them back, and makes virtual ones. Not thread-safe: guarded by its owner. */
final class DeviceChanges {
    private final DeviceTable devices;
    private final Assignments assignments;
    private final PassthroughDriver passthrough;

    /** The drivers from which functions were taken. */
    private final Map<PciAddress, String> homes = new HashMap<>();

    DeviceChanges(Family family, DeviceTable devices, Assignments assignments) {
        this.devices = devices;
        this.assignments = assignments;
        this.passthrough = PassthroughDriver.of(family);
    }

    /** What would be done, and what speaks against it. */
    DevicePlan plan(DeviceChange change) {
        PciDevice device = existing(change.device());
        if (change instanceof DeviceChange.BindToVfio) {
            return DevicePlan.of(change, bindingSteps(device), bindingRefusals(device));
        }
        if (change instanceof DeviceChange.ReturnToHost) {
            return DevicePlan.of(change, returningSteps(device), refuseIfOwned(device));
        }
        if (change instanceof DeviceChange.SetVirtualFunctions functions) {
            int count = functions.count();
            return DevicePlan.of(change, countSteps(device, count), countRefusals(device, count));
        }
        throw doing("plan", change.device())
                .remedy("change one function at a time")
                .unsupported(
                        Support.Reason.NOT_IMPLEMENTED, "a fake has neither groups to change nor mediated devices");
    }

    /** Does what the plan says. */
    DevicePlan apply(DevicePlan plan) {
        ErrorFactory applying =
                doing(HostCall.APPLY_DEVICE_PLAN.verb(), plan.change().device());
        if (plan.isRefused()) {
            throw applying.conflict("the plan is refused: " + plan.refusals().get(0));
        }
        if (!plan.equals(plan(plan.change()))) {
            throw applying.remedy("plan it again").conflict("the host has changed since it was planned");
        }
        if (!plan.steps().isEmpty()) {
            perform(plan.change());
        }
        return plan;
    }

    private void perform(DeviceChange change) {
        PciDevice device = existing(change.device());
        if (change instanceof DeviceChange.BindToVfio) {
            device.driver().ifPresent(driver -> homes.put(device.pciAddress(), driver));
            rebind(device, passthrough.name());
        } else if (change instanceof DeviceChange.ReturnToHost) {
            rebind(device, homeOf(device));
        } else {
            setCount(device, ((DeviceChange.SetVirtualFunctions) change).count());
        }
    }

    private PciDevice existing(PciAddress address) {
        return devices.pci(address).orElseThrow(() -> doing("plan", address).notFound("the host has no such function"));
    }

    private static ErrorFactory doing(String operation, PciAddress device) {
        return HostCore.ERRORS.operation(operation).subject("pci " + device);
    }

    private boolean isTaken(PciDevice device) {
        return device.driver().filter(passthrough.name()::equals).isPresent();
    }

    private List<String> bindingSteps(PciDevice device) {
        return isTaken(device) ? List.of() : passthrough.bind(device);
    }

    private List<Blocker> bindingRefusals(PciDevice device) {
        List<Blocker> refusals = new ArrayList<>(refuseIfOwned(device));
        if (device.assignability().state() == Assignability.State.BLOCKED) {
            refusals.addAll(device.assignability().blockers());
        }
        if (passthrough.needsGroups() && device.iommuGroup().isEmpty()) {
            refusals.add(new Blocker(Blocker.Kind.NO_IOMMU, device.pciAddress() + " has no IOMMU group"));
        }
        return refusals;
    }

    private List<Blocker> refuseIfOwned(PciDevice device) {
        return assignments
                .ownerOf(device)
                .map(owner -> List.of(new Blocker(Blocker.Kind.IN_USE, owner + " has " + device)))
                .orElse(List.of());
    }

    private List<String> returningSteps(PciDevice device) {
        return isTaken(device) ? passthrough.giveBack(device) : List.of();
    }

    /** Where the function came from, or what Linux would choose for a virtual one. */
    private @Nullable String homeOf(PciDevice device) {
        String home = homes.remove(device.pciAddress());
        return home != null
                ? home
                : device.physicalFunction()
                        .flatMap(devices::pci)
                        .flatMap(VirtualFunctions::driver)
                        .orElse(null);
    }

    /** With its driver changes what stands in the way of it, and of those that share its IOMMU group. */
    private void rebind(PciDevice device, @Nullable String driver) {
        PciDevice bound = DeviceViews.bound(device, driver);
        devices.put(bound);
        refresh(bound);
        devices.siblings(bound).stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .forEach(this::refresh);
    }

    private void refresh(PciDevice device) {
        if (device.assignability().state() != Assignability.State.BLOCKED) {
            Assignability answer = assignments.answerFor(device, passthrough.name());
            devices.put(device.toBuilder().assignability(answer).build());
        }
    }

    private List<String> countSteps(PciDevice device, int count) {
        int now = device.sriov().map(Sriov::current).orElse(0);
        List<String> steps = new ArrayList<>();
        // Linux refuses another number while there are some: sriov_numvfs_store in drivers/pci/iov.c.
        if (now > 0 && now != count) {
            steps.add(VirtualFunctions.step(device, 0));
        }
        if (count > 0 && now != count) {
            steps.add(VirtualFunctions.step(device, count));
        }
        return steps;
    }

    private List<Blocker> countRefusals(PciDevice device, int count) {
        int total = device.sriov().map(Sriov::total).orElse(0);
        if (count > total) {
            String most = total == 0 ? " has no virtual functions" : " has at most " + total + " virtual functions";
            return List.of(new Blocker(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE, device.pciAddress() + most));
        }
        return devices.virtualFunctionsOf(device).stream()
                .flatMap(function -> refuseIfOwned(function).stream())
                .toList();
    }

    private void setCount(PciDevice device, int count) {
        List<PciDevice> before = devices.virtualFunctionsOf(device);
        before.forEach(devices::remove);
        before.forEach(function -> homes.remove(function.pciAddress()));
        Sriov sriov = new Sriov(device.sriov().orElseThrow().total(), count);
        PciDevice changed = device.toBuilder().sriov(sriov).build();
        devices.put(changed);
        VirtualFunctions functions = new VirtualFunctions(changed, before, devices.nextGroup());
        for (int number = 0; number < count; number++) {
            PciDevice function = functions.make(number);
            devices.put(function);
            refresh(function);
        }
    }
}
