/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VspherePciDevice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ESXi can pass through, and guests that have it. */
@Live(Engine.VCSIM)
class DevicesLiveTest {
    private static Hypervisor open(Vcsim simulator) {
        return new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }

    private static Guest guest(Hypervisor host, String name) {
        return host.guests().asList().stream()
                .filter(info -> info.name().equals(name))
                .map(GuestInfo::id)
                .map(host::guest)
                .findFirst()
                .orElseThrow();
    }

    private static DeviceAssignment assignment(Guest guest) {
        return guest.capability(DeviceAssignment.class).require();
    }

    @Test
    void tellsTheNumbersOfPciAndNotTheirSigns() {
        try (Vcsim simulator = Vcsim.setup().esx().guests(1).gpus(2).nics(1).start();
                Hypervisor esx = open(simulator)) {
            List<PciDevice> devices =
                    esx.devices().stream().map(PciDevice.class::cast).toList();
            assertThat(devices)
                    .extracting(one -> one.vendorId().orElseThrow()
                            + ":" + one.deviceId().orElseThrow() + " "
                            + one.classCode().orElseThrow() + " " + one.address())
                    .containsExactlyInAnyOrder(
                            "10de:2331 0302 0000:3b:00.0",
                            "10de:2331 0302 0000:3c:00.0",
                            "8086:1572 0200 0000:5e:00.0");
            assertThat(devices).extracting(PciDevice::sriov).contains(Optional.of(new Sriov(64, 8)), Optional.empty());
            assertThat(devices).extracting(one -> one.assignability().state()).containsOnly(Assignability.State.READY);
        }
    }

    @Test
    void tellsDevicesOfSeveralHostsApart() {
        try (Vcsim simulator = Vcsim.setup().hosts(2).guests(1).gpus(2).start();
                Hypervisor vcenter = open(simulator)) {
            List<VspherePciDevice> devices =
                    vcenter.devices().stream().map(VspherePciDevice.class::cast).toList();
            assertThat(devices).extracting(PassthroughDevice::address).doesNotHaveDuplicates();
            assertThat(devices).extracting(VspherePciDevice::host).doesNotContain("");
            assertThat(devices)
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(one -> assertThat(one.pci().vendorId()).contains("10de"));
        }
    }

    @Test
    void givesAGuestADeviceThatOthersSeeInItsHardware() {
        try (Vcsim simulator = Vcsim.setup().esx().guests(2).gpus(1).start();
                Hypervisor esx = open(simulator)) {
            Guest guest = guest(esx, "ha-host_VM0");
            Guest other = guest(esx, "ha-host_VM1");
            PassthroughDevice gpu = esx.devices().get(0);
            assertThatThrownBy(() -> assignment(guest).attach(gpu).await())
                    .isInstanceOf(HypervisorException.WrongState.class);
            guest.stop().await();

            assertThat(assignment(guest).attach(gpu).await().address()).isEqualTo(gpu.address());
            assertThat(simulator.cli().run("property", "ha-host_VM0", "config.hardware.device"))
                    .contains("\"Id\":\"0000:3b:00.0\",\"DeviceId\":\"2331\"", "\"VendorId\":4318");
            assertThat(simulator.lastRequest("ReconfigVM_Task"))
                    .contains("</deviceChange><memoryReservationLockedToMax>true</memoryReservationLockedToMax>");
            assertThat(assignment(guest).attached())
                    .extracting(PassthroughDevice::address)
                    .containsExactly(gpu.address());
            assertThat(esx.devices().get(0).assignability().blockers()).hasSize(1);

            other.stop().await();
            assertThatThrownBy(() -> assignment(other).attach(gpu).await())
                    .isInstanceOf(HypervisorException.Conflict.class);
            assertThatThrownBy(() -> assignment(other).detach(gpu).await())
                    .isInstanceOf(HypervisorException.NotFound.class);

            assertThat(assignment(guest).detach(gpu).await().assignability().state())
                    .isEqualTo(Assignability.State.READY);
            assertThat(simulator.cli().run("property", "ha-host_VM0", "config.hardware.device"))
                    .doesNotContain("0000:3b:00.0");
            assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);
        }
    }

    /** Of thousands of guests elsewhere, the hardware would be megabytes. */
    @Test
    void readsTheHardwareOfTheGuestsOfOneHostOnly() {
        try (Vcsim simulator =
                        Vcsim.setup().clusters(2).hosts(1).guests(3).gpus(1).start();
                Hypervisor vcenter = open(simulator)) {
            Guest guest = guest(vcenter, "DC0_C0_RP0_VM0");
            guest.stop().await();
            PassthroughDevice gpu = vcenter.devices().stream()
                    .filter(device -> device.address().startsWith("DC0_C0_H0/"))
                    .findFirst()
                    .orElseThrow();
            int before = simulator.requests("RetrievePropertiesEx");

            assignment(guest).attach(gpu).await();

            assertThat(simulator.lastRequest("RetrievePropertiesEx").split("<objectSet>"))
                    .hasSize(1 + 3);
            assertThat(simulator.requests("RetrievePropertiesEx") - before).isLessThanOrEqualTo(8);
        }
    }
}
