/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Assignability.State;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciAssessmentTest {
    private static final String NIC = "0000:00:03.0";
    private static final String OTHER = "0000:00:04.0";

    @TempDir
    Path tree;

    private DeviceFixture fixture;

    @BeforeEach
    void makeHost() {
        fixture = DeviceFixture.with(tree);
    }

    private Assignability nic() {
        return fixture.device(NIC).assignability();
    }

    @Test
    void isReadyOnVfioAlone() {
        fixture.function(NIC, "020000", "vfio-pci", 1);

        assertThat(nic().state()).isEqualTo(State.READY);
        assertThat(nic().blockers()).isEmpty();
        assertThat(nic().remedy()).isEmpty();
    }

    @Test
    void isReadyOnAVendorsVariantOfVfio() {
        fixture.function(NIC, "020000", "mlx5_vfio_pci", 1);

        assertThat(nic().state()).isEqualTo(State.READY);
    }

    @Test
    void isPreparableBesideASiblingOnAHostDriver() {
        fixture.function(NIC, "020000", "vfio-pci", 1).function(OTHER, "030000", "nouveau", 1);

        assertThat(nic().state()).isEqualTo(State.PREPARABLE);
        assertThat(nic().blockers())
                .containsExactly(
                        new Blocker(Kind.GROUP_SHARED, "IOMMU group 1 is shared with 0000:00:04.0 (driver nouveau)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vfio-pci", "pci-stub", ""})
    void isReadyBesideASiblingThatTheHostDoesNotUse(String driver) {
        fixture.function(NIC, "020000", "vfio-pci", 1).function(OTHER, "030000", driver, 1);

        assertThat(nic().state()).isEqualTo(State.READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"060400", "060700"})
    void doesNotMindABridgeInItsGroup(String bridge) {
        fixture.function(NIC, "020000", "vfio-pci", 1).function(OTHER, bridge, "pcieport", 1);

        assertThat(nic().state()).isEqualTo(State.READY);
    }

    @Test
    void asksForNoBridgeOfItsGroupToBeBound() {
        fixture.function(NIC, "020000", "e1000e", 1).function(OTHER, "060100", "", 1);

        assertThat(nic().remedy()).contains("bind " + NIC + " to vfio-pci");
    }

    @Test
    void saysThatABridgeWithADriverKeepsTheGroupShut() {
        fixture.function(NIC, "020000", "e1000e", 1).function(OTHER, "060100", "lpc_ich", 1);

        assertThat(nic().remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy)
                        .startsWith("bind " + NIC + " to vfio-pci; the group stays shut as long as " + OTHER
                                + " of the platform"));
    }

    @Test
    void mindsAnIsaBridgeInItsGroupAsVfioDoes() {
        fixture.function(NIC, "020000", "vfio-pci", 1).function(OTHER, "060100", "lpc_ich", 1);

        assertThat(nic().blockers()).extracting(Blocker::kind).containsExactly(Kind.GROUP_SHARED);
    }

    @Test
    void isBlockedBesideASiblingThatCarriesTheRootDisk() {
        fixture.function(NIC, "020000", "vfio-pci", 1).function(OTHER, "010601", "ahci", 1);
        fixture.host()
                .file("/proc/self/mountinfo", "25 1 8:17 / / rw - ext4 /dev/sdb1 rw\n")
                .directory("/sys/devices/pci0000:00/0000:00:04.0/ata1/block/sdb/sdb1")
                .link("/sys/dev/block/8:17", "../../devices/pci0000:00/0000:00:04.0/ata1/block/sdb/sdb1");

        assertThat(nic().state()).isEqualTo(State.BLOCKED);
        assertThat(nic().blockers())
                .extracting(Blocker::detail)
                .singleElement()
                .asString()
                .contains("0000:00:04.0 carries the root file system");
        assertThat(fixture.blockers(OTHER)).startsWith(Kind.CARRIES_ROOT_DISK);
    }

    @Test
    void isBlockedWithoutInterruptRemapping() {
        fixture.function(NIC, "020000", "vfio-pci", 1)
                .host()
                .file("/proc/interrupts", "  0:  1  IO-APIC  2-edge  timer\n");

        assertThat(nic().state()).isEqualTo(State.BLOCKED);
        assertThat(fixture.blockers(NIC)).containsExactly(Kind.NO_INTERRUPT_REMAPPING);
        assertThat(nic().remedy()).hasValueSatisfying(text -> assertThat(text).contains("allow_unsafe_interrupts"));
    }

    @Test
    void cautionsWhereUnsafeInterruptsWereAllowed() {
        fixture.function(NIC, "020000", "vfio-pci", 1)
                .host()
                .file("/proc/interrupts", "  0:  1  IO-APIC  2-edge  timer\n")
                .file("/sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts", "Y\n");

        assertThat(nic().state()).isEqualTo(State.READY);
        assertThat(nic().cautions()).extracting(Blocker::kind).containsExactly(Kind.NO_INTERRUPT_REMAPPING);
    }

    @Test
    void saysThatItDoesNotKnowWhereInterruptRemappingCannotBeRead() {
        fixture.function(NIC, "020000", "vfio-pci", 1).host().file("/proc/interrupts", "");

        assertThat(nic().state()).isEqualTo(State.UNKNOWN);
        assertThat(fixture.read().limitations())
                .anySatisfy(limitation -> assertThat(limitation.what()).contains("remaps interrupts"));
    }

    @Test
    void takesAUnitThatCannotRemapForAnAnswer() {
        fixture.function(NIC, "020000", "vfio-pci", 1)
                .host()
                .file("/proc/interrupts", "")
                .file("/sys/class/iommu/dmar0/intel-iommu/ecap", "f00f46\n");

        assertThat(fixture.blockers(NIC)).containsExactly(Kind.NO_INTERRUPT_REMAPPING);
    }

    @ParameterizedTest
    @CsvSource({"ITS-MSI, READY", "GICv3, UNKNOWN"})
    void asksForTheTranslationOfInterruptsOnArm(String chip, State state) {
        FixtureHost arm = FixtureHost.in(tree.resolve("arm")).machine("aarch64");
        arm.file("/sys/bus/pci/devices/0000:00:03.0/uevent", "DRIVER=vfio-pci\nPCI_CLASS=20000\nPCI_ID=8086:10D3\n")
                .link("/sys/bus/pci/devices/0000:00:03.0/iommu_group", "../../../../kernel/iommu_groups/0")
                .file("/proc/interrupts", " 30:  0  " + chip + " 16384 Edge  PCIe\n");

        assertThat(DeviceReader.read(arm.build())
                        .devices()
                        .get(0)
                        .assignability()
                        .state())
                .isEqualTo(state);
    }

    @Test
    void namesTheMissingVfioDriver() {
        DeviceFixture bare = DeviceFixture.with(tree.resolve("bare")).function(NIC, "020000", "e1000e", 1);
        assertThat(tree.resolve("bare/sys/bus/pci/drivers/vfio-pci").toFile().delete())
                .isTrue();

        assertThat(bare.blockers(NIC)).containsExactly(Kind.NO_VFIO, Kind.BOUND_TO_HOST_DRIVER);
        assertThat(bare.device(NIC).assignability().remedy())
                .contains("load it: modprobe vfio-pci; bind 0000:00:03.0 to vfio-pci");
    }

    @Test
    void saysThatAFunctionOutsideOfAllGroupsCannotBeIsolated() {
        fixture.function(NIC, "020000", "e1000e", 1);
        fixture.host()
                .file("/sys/bus/pci/devices/0000:00:05.0/uevent", "DRIVER=igb\nPCI_CLASS=20000\nPCI_ID=8086:1533\n");

        assertThat(fixture.blockers("0000:00:05.0")).startsWith(Kind.NO_IOMMU);
        assertThat(fixture.device("0000:00:05.0").assignability().state()).isEqualTo(State.BLOCKED);
    }

    @Test
    void doesNotTakeGroupsWithoutAnIommuForIsolation() {
        fixture.function(NIC, "020000", "vfio-pci", 7)
                .host()
                .file("/sys/module/vfio/parameters/enable_unsafe_noiommu_mode", "Y\n")
                .file("/sys/kernel/iommu_groups/7/name", "vfio-noiommu\n");

        assertThat(fixture.blockers(NIC)).containsExactly(Kind.NO_IOMMU);
        assertThat(nic().state()).isEqualTo(State.BLOCKED);
    }

    @Test
    void givesAnNvSwitchAwayAlthoughItsClassIsABridge() {
        fixture.function(NIC, "068000", "vfio-pci", 1);

        assertThat(nic().state()).isEqualTo(State.READY);
    }

    @Test
    void asksToUnmountWhatIsMountedFromADisk() {
        fixture.function(NIC, "010802", "nvme", 1);
        fixture.host()
                .file(
                        "/proc/self/mountinfo",
                        "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n26 25 259:1 / /srv rw - xfs /dev/nvme0n1p1 rw\n")
                .directory("/sys/devices/pci0000:00/0000:00:03.0/nvme/nvme0/nvme0n1/nvme0n1p1")
                .link("/sys/dev/block/259:1", "../../devices/pci0000:00/0000:00:03.0/nvme/nvme0/nvme0n1/nvme0n1p1");

        assertThat(nic().state()).isEqualTo(State.PREPARABLE);
        assertThat(fixture.blockers(NIC)).containsExactly(Kind.IN_USE, Kind.BOUND_TO_HOST_DRIVER);
        assertThat(nic().remedy()).contains("unmount /srv; bind 0000:00:03.0 to vfio-pci");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quiet intel_iommu=off | /sys/firmware/acpi/tables/DMAR | take intel_iommu=off from the kernel",
                "iommu=pt,off          | /sys/firmware/acpi/tables/IVRS | take iommu=off from the kernel",
                "quiet                 | /sys/firmware/acpi/tables/DMAR | put intel_iommu=on on the kernel command line",
                "quiet                 | /sys/firmware/acpi/tables/IVRS | look for AMD-Vi in the kernel's log",
                "quiet                 | /proc/version                  | turn Intel VT-d on in the firmware setup"
            })
    void saysWhatToDoWithoutAnIommu(String commandLine, String file, String remedy) {
        FixtureHost host = FixtureHost.physicalX86(tree.resolve("other"))
                .file("/proc/cmdline", commandLine + "\n")
                .file(file, "")
                .file("/sys/bus/pci/devices/0000:00:03.0/uevent", "DRIVER=igb\nPCI_CLASS=20000\nPCI_ID=8086:1533\n");

        Assignability nic = DeviceReader.read(host.build()).devices().get(0).assignability();

        assertThat(nic.state()).isEqualTo(State.BLOCKED);
        assertThat(nic.blockers()).extracting(Blocker::kind).containsExactly(Kind.NO_IOMMU);
        assertThat(nic.remedy()).hasValueSatisfying(text -> assertThat(text).contains(remedy));
    }

    @Test
    void tellsAGuestThatItsHypervisorShowsNoIommu() {
        FixtureHost guest = FixtureHost.guestX86(tree.resolve("guest"), "KVMKVMKVM")
                .file("/sys/bus/pci/devices/0000:00:03.0/vendor", "0x1af4\n");

        assertThat(DeviceReader.read(guest.build())
                        .devices()
                        .get(0)
                        .assignability()
                        .blockers())
                .extracting(Blocker::detail)
                .containsExactly("this machine is a guest, and its hypervisor shows it no IOMMU");
    }

    @Test
    void neverShowsTheRestOfTheCommandLine() {
        FixtureHost host = FixtureHost.physicalX86(tree.resolve("secret"))
                .file("/proc/cmdline", "token=hunter2 intel_iommu=off\n")
                .file("/sys/bus/pci/devices/0000:00:03.0/vendor", "0x8086\n");

        assertThat(DeviceReader.read(host.build())
                        .devices()
                        .get(0)
                        .assignability()
                        .toString())
                .doesNotContain("hunter2");
    }
}
