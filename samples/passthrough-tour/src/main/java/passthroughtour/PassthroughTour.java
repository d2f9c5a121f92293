/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package passthroughtour;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.passthrough.UndoReport;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Set;

/** The code of the guide to passthrough, so that it has been compiled. */
final class PassthroughTour {
    private PassthroughTour() {}

    static void show() {
        HostInspector.of(HostRoot.live())
                .devices()
                .forEach(device -> System.out.println(device + ": " + device.assignability()));
    }

    static void bind(PciAddress card) {
        Passthrough passthrough = Passthrough.of(HostRoot.live());
        DevicePlan plan = passthrough.plan(new DeviceChange.BindToVfio(card));
        plan.steps().forEach(System.out::println);
        plan.refusals().forEach(System.out::println);
        if (!plan.isRefused()) {
            passthrough.apply(plan);
        }
    }

    static List<PassthroughDevice> divide(PciAddress card) {
        Passthrough passthrough = Passthrough.of(HostRoot.live());
        return passthrough.apply(passthrough.plan(new DeviceChange.SetVirtualFunctions(card, 2)));
    }

    static void takeBack() {
        UndoReport report = Passthrough.of(HostRoot.live()).undo();
        System.out.println(report.summary());
    }

    static DevicePlan knowingBetter(PciAddress card) {
        return Passthrough.of(HostRoot.live())
                .accepting(Set.of(Blocker.Kind.CARRIES_DEFAULT_ROUTE))
                .plan(new DeviceChange.BindToVfio(card));
    }

    static void give(Guest guest, PciDevice card) {
        guest.capability(DeviceAssignment.class).require().attach(card).await();
    }
}
