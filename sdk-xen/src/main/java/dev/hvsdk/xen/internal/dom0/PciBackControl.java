/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Optional;

/** Functions that change between dom0's drivers and pciback, which is what Xen has for vfio-pci. Immutable. */
final class PciBackControl implements DeviceControl {
    private static final String APPLY = "apply device plan";

    private final Dom0 host;
    private final ToolPciBack pciback;

    PciBackControl(Dom0 host) {
        this.host = host;
        this.pciback = new ToolPciBack(host);
    }

    @Override
    public DevicePlan plan(DeviceChange change) {
        ErrorFactory errors = about("plan", change);
        if (change instanceof DeviceChange.BindToVfio) {
            return keeping(change, errors);
        }
        if (change instanceof DeviceChange.ReturnToHost) {
            return returning(change, errors);
        }
        throw errors.remedy("do it in dom0, in sysfs")
                .unsupported(
                        Support.Reason.NO_SUCH_CONCEPT, "Xen's tools keep and return single functions, and no more");
    }

    private ErrorFactory about(String operation, DeviceChange change) {
        return host.errors(operation).subject("pci " + change.device());
    }

    private DevicePlan keeping(DeviceChange change, ErrorFactory errors) {
        Optional<PciDevice> leaves = pciback.leaving(change.device(), errors);
        return leaves.map(
                        device -> DevicePlan.of(change, List.of(keepingStep(device)), pciback.against(device, errors)))
                .orElseGet(() -> DevicePlan.of(change, List.of(), List.of()));
    }

    private static String keepingStep(PciDevice device) {
        return "xl pci-assignable-add " + device.address() + ": from "
                + device.driver().map(driver -> "the driver " + driver).orElse("no driver") + " to pciback";
    }

    private DevicePlan returning(DeviceChange change, ErrorFactory errors) {
        return pciback.returning(change.device(), errors)
                .map(device -> DevicePlan.of(change, List.of(returningStep(device)), owner(device)))
                .orElseGet(() -> DevicePlan.of(change, List.of(), List.of()));
    }

    private static String returningStep(PciDevice device) {
        return "xl pci-assignable-remove -r " + device.address() + ": from pciback to the driver that dom0 chooses";
    }

    private static List<Blocker> owner(PciDevice device) {
        Assignability assignability = device.assignability();
        return assignability.state() == Assignability.State.BLOCKED ? assignability.blockers() : List.of();
    }

    @Override
    public Operation<DevicePlan> apply(DevicePlan plan) {
        return host.change(APPLY, "pci " + plan.change().device(), source -> {
            ErrorFactory errors = about(APPLY, plan.change());
            refuseIfStale(plan, errors);
            if (!plan.steps().isEmpty()) {
                perform(plan.change(), errors);
            }
            return plan;
        });
    }

    private void refuseIfStale(DevicePlan plan, ErrorFactory errors) {
        if (plan.isRefused()) {
            throw errors.conflict("the plan is refused: " + plan.refusals().get(0));
        }
        if (!plan.equals(plan(plan.change()))) {
            throw errors.remedy("plan it again").conflict("the host has changed since it was planned");
        }
    }

    /** Each looks afterwards whether it is so. */
    private void perform(DeviceChange change, ErrorFactory errors) {
        PciAddress address = change.device();
        if (change instanceof DeviceChange.BindToVfio) {
            pciback.take(address, errors);
        } else {
            pciback.giveBack(address, errors);
        }
    }
}
