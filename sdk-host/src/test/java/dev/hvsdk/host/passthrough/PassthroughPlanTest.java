/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static dev.hvsdk.host.passthrough.PlayedHost.NIC;
import static dev.hvsdk.host.passthrough.PlayedHost.NVME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.CapturedHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassthroughPlanTest {
    private static final PciAddress SATA = PciAddress.parse("0000:00:1f.2");

    @TempDir
    private Path directory;

    private PlayedHost host;

    @BeforeEach
    void play() {
        host = new PlayedHost(directory.resolve("host"));
    }

    private DevicePlan plan(DeviceChange change) {
        return host.passthrough().plan(change);
    }

    private List<Kind> refusals(DeviceChange change) {
        return plan(change).refusals().stream().map(Blocker::kind).toList();
    }

    @Test
    void tellsEachStepOfABindingAndChangesNothing() {
        assertThat(plan(new DeviceChange.BindToVfio(NIC)).steps())
                .containsExactly(
                        "write vfio-pci to /sys/bus/pci/devices/0000:01:00.0/driver_override",
                        "write 0000:01:00.0 to /sys/bus/pci/devices/0000:01:00.0/driver/unbind",
                        "write 0000:01:00.0 to /sys/bus/pci/drivers_probe");
        assertThat(plan(new DeviceChange.BindToVfio(NIC)).isRefused()).isFalse();
        assertThat(host.writes()).isEmpty();
    }

    @Test
    void loadsTheDriverOfVfioWhereItIsMissing() throws IOException {
        Files.delete(host.file("sys/bus/pci/drivers/vfio-pci/bind"));
        Files.delete(host.file("sys/bus/pci/drivers/vfio-pci"));

        assertThat(plan(new DeviceChange.BindToVfio(NIC)).steps()).startsWith("modprobe vfio-pci");
        assertThat(refusals(new DeviceChange.BindToVfio(NIC))).isEmpty();
    }

    @Test
    void refusesPartOfAGroupAndTakesTheWholeWithoutWhatIsOfThePlatform() {
        assertThat(plan(new DeviceChange.BindToVfio(SATA)).refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Kind.GROUP_SHARED);
                    assertThat(refusal.detail()).contains("IOMMU group 9 is shared with 0000:00:1f.0", "0000:00:1f.3");
                });
        DevicePlan whole = plan(new DeviceChange.BindGroupToVfio(SATA));

        assertThat(whole.isRefused()).isFalse();
        assertThat(whole.steps())
                .containsExactly(
                        "write vfio-pci to /sys/bus/pci/devices/0000:00:1f.2/driver_override",
                        "write 0000:00:1f.2 to /sys/bus/pci/drivers_probe",
                        "write vfio-pci to /sys/bus/pci/devices/0000:00:1f.3/driver_override",
                        "write 0000:00:1f.3 to /sys/bus/pci/drivers_probe");
    }

    @Test
    void refusesAGroupInWhichThePlatformHasADriver() throws IOException {
        host.link("sys/bus/pci/devices/0000:00:1f.0/driver", "../../../bus/pci/drivers/lpc_ich");

        assertThat(refusals(new DeviceChange.BindGroupToVfio(SATA))).containsExactly(Kind.NOT_ASSIGNABLE_BY_NATURE);
    }

    @Test
    void refusesBridgesEvenWhoAcceptsAllThatCanBeAccepted() {
        DeviceChange bridge = new DeviceChange.BindToVfio(PciAddress.parse("0000:00:05.0"));

        assertThat(host.passthrough()
                        .accepting(Passthrough.acceptable())
                        .plan(bridge)
                        .refusals())
                .extracting(Blocker::kind)
                .containsExactly(Kind.NOT_ASSIGNABLE_BY_NATURE);
    }

    @Test
    void refusesTheDefaultRouteUnlessThatIsAccepted() {
        host.put("proc/net/route", """
                Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
                eth0\t00000000\t0202000A\t0003\t0\t0\t0\t00000000\t0\t0\t0
                """);
        DeviceChange change = new DeviceChange.BindToVfio(NIC);

        assertThat(plan(change).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.detail())
                        .isEqualTo("the default route of the host leaves by eth0 on 0000:01:00.0;"
                                + " move the default route to another interface"));
        DevicePlan accepted =
                host.passthrough().accepting(Set.of(Kind.CARRIES_DEFAULT_ROUTE)).plan(change);
        assertThat(accepted.isRefused()).isFalse();
        assertThat(accepted.cautions()).extracting(Blocker::kind).containsExactly(Kind.CARRIES_DEFAULT_ROUTE);
        assertThat(host.passthrough().apply(accepted))
                .singleElement()
                .satisfies(device -> assertThat(device.driver()).contains("vfio-pci"));
    }

    @Test
    void neverTakesTheRootDisk() {
        host.put("proc/self/mountinfo", "25 1 259:1 / / rw - ext4 /dev/nvme0n1p1 rw\n");
        host.link("sys/dev/block/259:1", "../../devices/pci0000:00/0000:00:06.0/0000:02:00.0/nvme/nvme0/nvme0n1/p1");
        host.put("sys/devices/pci0000:00/0000:00:06.0/0000:02:00.0/nvme/nvme0/nvme0n1/p1/dev", "259:1\n");

        assertThat(refusals(new DeviceChange.BindToVfio(NVME))).containsExactly(Kind.CARRIES_ROOT_DISK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.passthrough().accepting(Set.of(Kind.CARRIES_ROOT_DISK)))
                .withMessageContaining("can be accepted, only ");
    }

    @Test
    void refusesWhatPerhapsCarriesTheRootDisk() throws IOException {
        Files.delete(host.file("proc/self/mountinfo"));

        assertThat(refusals(new DeviceChange.BindToVfio(NVME))).containsExactly(Kind.USE_UNKNOWN);
        assertThat(host.passthrough()
                        .accepting(Set.of(Kind.USE_UNKNOWN))
                        .plan(new DeviceChange.BindToVfio(NVME))
                        .isRefused())
                .isFalse();
    }

    @Test
    void doesNotHideAMountedDiskBehindADoubt() throws IOException {
        host.put("proc/self/mountinfo", "30 1 259:1 / /data rw - ext4 /dev/nvme0n1p1 rw\n");
        host.link("sys/dev/block/259:1", "../../devices/pci0000:00/0000:00:06.0/0000:02:00.0/nvme/nvme0/nvme0n1/p1");
        host.put("sys/devices/pci0000:00/0000:00:06.0/0000:02:00.0/nvme/nvme0/nvme0n1/p1/dev", "259:1\n");

        assertThat(host.passthrough()
                        .accepting(Passthrough.acceptable())
                        .plan(new DeviceChange.BindToVfio(NVME))
                        .refusals())
                .extracting(Blocker::kind)
                .containsExactly(Kind.IN_USE);
    }

    @Test
    void saysWhatMissingInterruptRemappingForbids() {
        host.put("proc/interrupts", "0: 0 IO-APIC\n4: 0 IO-APIC\n");
        DeviceChange change = new DeviceChange.BindToVfio(NIC);

        assertThat(plan(change).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.detail())
                        .startsWith("the IOMMU does not remap interrupts, so vfio refuses to assign")
                        .contains("allow_unsafe_interrupts"));
        assertThat(host.passthrough()
                        .accepting(Set.of(Kind.NO_INTERRUPT_REMAPPING))
                        .plan(change)
                        .isRefused())
                .isFalse();
    }

    @Test
    void refusesUnderXenWhereVfioHasNoIommu() {
        HostRoot dom0 = CapturedHosts.read("xen-dom0-amdvi");
        PciAddress address = Passthrough.of(dom0)
                .plan(new DeviceChange.ReturnToHost(PciAddress.parse("0000:00:00.0")))
                .change()
                .device();

        assertThat(Passthrough.of(dom0)
                        .plan(new DeviceChange.BindToVfio(address))
                        .isRefused())
                .isTrue();
    }

    @Test
    void setsAnotherNumberOfVirtualFunctionsByWayOfNone() {
        String file = "/sys/bus/pci/devices/0000:02:00.0/sriov_numvfs";
        assertThat(plan(new DeviceChange.SetVirtualFunctions(NVME, 2)).steps()).containsExactly("write 2 to " + file);
        host.passthrough().apply(plan(new DeviceChange.SetVirtualFunctions(NVME, 2)));

        assertThat(plan(new DeviceChange.SetVirtualFunctions(NVME, 3)).steps())
                .containsExactly("write 0 to " + file, "write 3 to " + file);
        assertThat(plan(new DeviceChange.SetVirtualFunctions(NVME, 2)).steps()).isEmpty();
    }

    @Test
    void refusesMoreVirtualFunctionsThanThereCanBe() {
        assertThat(plan(new DeviceChange.SetVirtualFunctions(NVME, 5)).refusals())
                .extracting(Blocker::detail)
                .containsExactly("0000:02:00.0 has at most 4 virtual functions");
        assertThat(plan(new DeviceChange.SetVirtualFunctions(NIC, 1)).refusals())
                .extracting(Blocker::detail)
                .containsExactly("0000:01:00.0 has no virtual functions");
    }

    @Test
    void namesTheVirtualFunctionsThatAreInUse() {
        host.passthrough().apply(plan(new DeviceChange.SetVirtualFunctions(NVME, 2)));
        host.passthrough().apply(plan(new DeviceChange.BindToVfio(PciAddress.parse("0000:02:00.2"))));

        assertThat(plan(new DeviceChange.SetVirtualFunctions(NVME, 0)).refusals())
                .extracting(Blocker::detail)
                .containsExactly(
                        "the virtual function 0000:02:00.2 is kept for a guest by vfio; return it to the host first");
        assertThat(refusals(new DeviceChange.BindToVfio(NVME))).contains(Kind.IN_USE);
    }

    @Test
    void takesNothingBackThatAGuestHas() {
        host.passthrough().apply(plan(new DeviceChange.BindToVfio(NIC)));
        host.link("proc/4711/fd/33", "/dev/vfio/10");
        host.put("proc/4711/comm", "qemu-system-x86\n");

        assertThat(plan(new DeviceChange.ReturnToHost(NIC)).refusals())
                .extracting(Blocker::detail)
                .containsExactly("process 4711 (qemu-system-x86) has /dev/vfio/10 open, the device of 0000:01:00.0;"
                        + " take it from the guest first");
        assertThatThrownBy(() -> host.passthrough().undo())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("process 4711");
    }

    @Test
    void hasNothingToReturnThatIsTheHosts() {
        assertThat(plan(new DeviceChange.ReturnToHost(NIC)).steps()).isEmpty();
        assertThat(host.passthrough().apply(plan(new DeviceChange.ReturnToHost(NIC))))
                .hasSize(1);
        assertThat(host.writes()).isEmpty();
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThatThrownBy(() -> plan(new DeviceChange.BindToVfio(PciAddress.parse("ffff:fe:1f.7"))))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> plan(new DeviceChange.CreateMediatedDevice(NIC, "vgpu", new UUID(0, 1))))
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining("its driver makes no mediated devices");
        assertThatThrownBy(() -> plan(new DeviceChange.RemoveMediatedDevice(NIC, new UUID(0, 1))))
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void refusesAMediatedDeviceOfWhichNoInstanceIsLeft() {
        host.divides(NIC, "vgpu", 0);

        assertThat(plan(new DeviceChange.CreateMediatedDevice(NIC, "vgpu", new UUID(0, 1)))
                        .refusals())
                .extracting(Blocker::detail)
                .containsExactly("0000:01:00.0 has no instance of vgpu left; remove another first");
    }
}
