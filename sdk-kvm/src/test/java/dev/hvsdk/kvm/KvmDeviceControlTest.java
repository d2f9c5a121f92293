/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans for devices of this machine, which are not carried out: the tests need them. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class KvmDeviceControlTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private DeviceControl control;

    @BeforeEach
    void open(Libvirtd shared) {
        daemon = shared;
        host = Kvms.open(shared);
        control = host.capability(DeviceControl.class).require();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private List<PciDevice> functions() {
        List<PciDevice> functions = host.devices().stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .filter(device -> device.driver().isPresent())
                .toList();
        assumeTrue(!functions.isEmpty(), "not tested: libvirt lists no PCI device with a driver here");
        return functions;
    }

    private String drivers() {
        StringBuilder text = new StringBuilder();
        for (PciDevice device : functions()) {
            text.append(daemon.virsh()
                    .run("nodedev-dumpxml", "pci_" + device.address().replaceAll("[:.]", "_")));
        }
        return text.toString();
    }

    private List<Blocker.Kind> refusals(PciAddress device) {
        return control.plan(new DeviceChange.BindToVfio(device)).refusals().stream()
                .map(Blocker::kind)
                .toList();
    }

    @Test
    void refusesWhatHasNoIommuAndChangesNothing() {
        PciDevice device = functions().get(functions().size() - 1);
        assumeTrue(device.iommuGroup().isEmpty(), "not tested: the host has an IOMMU");
        String before = drivers();

        DevicePlan plan = control.plan(new DeviceChange.BindToVfio(device.pciAddress()));

        assertThat(plan.steps()).anyMatch(step -> step.startsWith("virNodeDeviceDetachFlags(pci_"));
        assertThat(plan.refusals()).extracting(Blocker::kind).contains(Blocker.Kind.NO_IOMMU);
        assertThatThrownBy(() -> control.apply(plan).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("the plan is refused: ");
        assertThatThrownBy(() -> control.apply(DevicePlan.of(plan.change(), plan.steps(), List.of()))
                        .await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("has changed since it was planned");
        assertThat(drivers()).isEqualTo(before);
    }

    @Test
    void refusesTheDevicesThatThisMachineLivesOn() {
        List<Blocker.Kind> all = functions().stream()
                .flatMap(device -> refusals(device.pciAddress()).stream())
                .toList();
        boolean hasDisk = daemon.virsh().run("nodedev-list", "--tree").contains("block_vda");
        assumeTrue(hasDisk, "not tested: the root disk is no function of PCI here");

        assertThat(all).contains(Blocker.Kind.CARRIES_ROOT_DISK);
    }

    @Test
    void refusesWhatAGuestHas() {
        PciDevice device = Kvms.spare(host);
        Guest guest = host.define(Kvms.bare(Kvms.newName("owner")).build()).await();
        try {
            guest.capability(DeviceAssignment.class).require().attach(device).await();

            assertThat(refusals(device.pciAddress())).contains(Blocker.Kind.IN_USE);
            assertThat(control.plan(new DeviceChange.ReturnToHost(device.pciAddress()))
                            .isRefused())
                    .isTrue();
        } finally {
            Kvms.remove(guest);
        }
    }

    @Test
    void hasNothingToReturnThatIsTheHosts() {
        PciAddress device = functions().get(0).pciAddress();
        DevicePlan plan = control.plan(new DeviceChange.ReturnToHost(device));

        assertThat(plan.steps()).isEmpty();
        assertThat(control.apply(plan).await()).isEqualTo(plan);
        assertThatThrownBy(() -> control.plan(new DeviceChange.SetVirtualFunctions(device, 2)))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("libvirt binds and returns single functions");
    }
}
