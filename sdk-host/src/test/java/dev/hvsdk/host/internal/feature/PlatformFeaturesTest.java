/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.AMD_VI;
import static dev.hvsdk.api.machine.CpuFeature.INTERRUPT_REMAPPING;
import static dev.hvsdk.api.machine.CpuFeature.SMMU;
import static dev.hvsdk.api.machine.CpuFeature.SR_IOV;
import static dev.hvsdk.api.machine.CpuFeature.VMDQ;
import static dev.hvsdk.api.machine.CpuFeature.VT_C;
import static dev.hvsdk.api.machine.CpuFeature.VT_D;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformFeaturesTest {
    private static final String TABLES = "/sys/firmware/acpi/tables/";
    private static final int DMAR_FLAGS = 37;

    @TempDir
    Path tree;

    private TestMachine intel() {
        return TestMachine.x86(tree, "GenuineIntel", "vmx").directory(TABLES).directory("/sys/class/iommu");
    }

    private TestMachine amd() {
        return TestMachine.x86(tree, "AuthenticAMD", "svm").directory(TABLES).directory("/sys/class/iommu");
    }

    /** A DMAR table as far as its flags, without the header's contents. */
    private static byte[] dmar(int flags) {
        byte[] table = new byte[48];
        Arrays.fill(table, (byte) ' ');
        table[DMAR_FLAGS] = (byte) flags;
        return table;
    }

    @Test
    void findsVtdUsable() {
        TestMachine machine = intel().file(TABLES + "DMAR", dmar(1))
                .directory("/sys/class/iommu/dmar0")
                .directory("/sys/kernel/iommu_groups/0")
                .file("/proc/interrupts", "  24:  0  0  IR-PCI-MSI 16384-edge  PCIe PME\n");

        assertThat(machine.report(VT_D).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(INTERRUPT_REMAPPING).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(AMD_VI).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void findsVtdAnnouncedAndNotTakenUp() {
        FeatureReport vtd = intel().file(TABLES + "DMAR", dmar(1))
                .file("/proc/cmdline", "root=UUID=secret intel_iommu=off quiet\n")
                .report(VT_D);

        assertThat(vtd.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(vtd.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("intel_iommu=on"));
        assertThat(vtd.evidence().toString()).contains("intel_iommu=off").doesNotContain("secret");
    }

    private TestMachine withoutTables(String vendor) {
        return TestMachine.x86(tree, vendor, "svm").directory("/sys/class/iommu");
    }

    @Test
    void doesNotCallHiddenWhatNobodyLookedFor() {
        TestMachine guest = withoutTables("AuthenticAMD").layer(Technology.KVM, LayerRole.GUEST);

        for (FeatureReport report : List.of(guest.report(VT_D), guest.report(AMD_VI))) {
            assertThat(report.state()).isEqualTo(FeatureState.UNKNOWN);
            assertThat(report.evidence().toString()).contains("/sys/firmware/acpi/tables: not readable");
            assertThat(report.remedy())
                    .hasValueSatisfying(remedy -> assertThat(remedy)
                            .contains("capture it anew", "if no IOMMU is announced there: start this machine in QEMU"));
        }
    }

    @Test
    void goesByTheMakerOfTheCpuOnHardwareThatShowsNoTables() {
        TestMachine hardware = withoutTables("AuthenticAMD");

        assertThat(hardware.report(VT_D).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(hardware.report(AMD_VI).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(hardware.report(AMD_VI).remedy().orElse("")).doesNotContain("QEMU");
    }

    @Test
    void believesTheTableAndNotTheMakerOfTheCpu() {
        // QEMU with -device intel-iommu and a CPU of AMD, as recorded in the project's laboratory.
        TestMachine machine = amd().file(TABLES + "DMAR", dmar(1))
                .directory("/sys/class/iommu/dmar0")
                .directory("/sys/kernel/iommu_groups/0");

        assertThat(machine.report(VT_D).state()).isEqualTo(FeatureState.USABLE);
    }

    @ParameterizedTest
    @CsvSource({"0, ABSENT", "1, DISABLED_BY_KERNEL", "3, DISABLED_BY_KERNEL"})
    void tellsMissingInterruptRemappingFromUnused(int flags, FeatureState state) {
        FeatureReport remapping = intel().file(TABLES + "DMAR", dmar(flags))
                .directory("/sys/class/iommu/dmar0")
                .directory("/sys/kernel/iommu_groups/0")
                .file("/proc/interrupts", "  24:  0  0  PCI-MSI 16384-edge  PCIe PME\n")
                .report(INTERRUPT_REMAPPING);

        assertThat(remapping.state()).isEqualTo(state);
        assertThat(remapping.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("allow_unsafe_interrupts"));
    }

    @ParameterizedTest
    @CsvSource({"f00f57, ABSENT", "f00f5a, DISABLED_BY_KERNEL", "rubbish, UNKNOWN"})
    void asksTheUnitsWhereTheTableIsNotReadable(String ecap, FeatureState state) {
        FeatureReport remapping = intel().file("/sys/class/iommu/dmar0/intel-iommu/ecap", ecap + "\n")
                .directory("/sys/kernel/iommu_groups/0")
                .file("/proc/interrupts", "  24:  0  0  PCI-MSI 16384-edge  PCIe PME\n")
                .report(INTERRUPT_REMAPPING);

        assertThat(remapping.state()).isEqualTo(state);
    }

    @Test
    void readsWhoSwitchedInterruptRemappingOff() {
        FeatureReport remapping = intel().file(TABLES + "DMAR", dmar(1))
                .directory("/sys/class/iommu/dmar0")
                .directory("/sys/kernel/iommu_groups/0")
                .file("/proc/cmdline", "intremap=off\n")
                .report(INTERRUPT_REMAPPING);

        assertThat(remapping.state()).isEqualTo(FeatureState.DISABLED_BY_KERNEL);
        assertThat(remapping.evidence()).extracting(Object::toString).contains("/proc/cmdline: intremap=off");
    }

    @Test
    void doesNotGuessFromATruncatedTable() {
        FeatureReport remapping = intel().file(TABLES + "DMAR", new byte[10]).report(INTERRUPT_REMAPPING);

        assertThat(remapping.state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(remapping.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("root"));
    }

    @Test
    void findsAmdViUsable() {
        TestMachine machine = amd().file(TABLES + "IVRS", "")
                .directory("/sys/class/iommu/ivhd0")
                .directory("/sys/kernel/iommu_groups/0")
                .file("/proc/interrupts", " 1: 9 IR-IO-APIC 1-edge i8042\n");

        assertThat(machine.report(AMD_VI).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VT_D).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(machine.report(INTERRUPT_REMAPPING).state()).isEqualTo(FeatureState.USABLE);
    }

    @Test
    void doesNotKnowWhetherTheFirmwareLeftTheIommuOff() {
        FeatureReport vtd = intel().report(VT_D);

        assertThat(vtd.state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(vtd.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).contains("firmware setup"));
    }

    @Test
    void saysThatAGuestWasGivenNoIommu() {
        FeatureReport vtd = intel().layer(Technology.KVM, LayerRole.GUEST).report(VT_D);

        assertThat(vtd.state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
    }

    @Test
    void sendsTheOwnerOfAXenHostToXen() {
        // The recorded dom0 with AMD-Vi in use by Xen shows the table IVRS and no groups.
        FeatureReport amdVi = amd().file(TABLES + "IVRS", "")
                .layer(Technology.XEN, LayerRole.HOST)
                .report(AMD_VI);

        assertThat(amdVi.state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(amdVi.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info", "hvm_directio"));
    }

    @Test
    void knowsTheTableThatXenHidesFromItsDom0ByAnotherName() {
        FeatureReport vtd = intel().file(TABLES + "XMAR", "")
                .layer(Technology.XEN, LayerRole.HOST)
                .report(VT_D);

        assertThat(vtd.state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(vtd.evidence()).extracting(Evidence::value).contains("XMAR");
    }

    @Test
    void doesNotCallTheIommuOfAXenHostMissingWhereNoTableShowsIt() {
        FeatureReport amdVi = amd().layer(Technology.XEN, LayerRole.HOST).report(AMD_VI);

        assertThat(amdVi.state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(amdVi.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info", "firmware setup"));
    }

    @Test
    void sendsTheOwnerOfAnotherHostToItsHypervisor() {
        FeatureReport vtd = intel().file(TABLES + "DMAR", "")
                .layer(Technology.HYPER_V, LayerRole.HOST)
                .report(VT_D);

        assertThat(vtd.state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(vtd.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).doesNotContain("xl"));
    }

    @Test
    void believesThePrivilegedSystemOfAPhysicalMachineAboutItsDevices() {
        TestMachine dom0 = TestMachine.x86(tree, "GenuineIntel", "hypervisor")
                .directory("/sys/bus/pci/devices/0000:00:00.0")
                .layer(Technology.XEN, LayerRole.HOST);

        assertThat(dom0.report(SR_IOV).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(dom0.layer(Technology.QEMU, LayerRole.GUEST).report(SR_IOV).state())
                .isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void findsTheIommuOfArm() {
        TestMachine machine = TestMachine.empty(tree)
                .machine("aarch64")
                .directory("/sys/class/iommu/smmu3.0x0000000009050000")
                .directory("/sys/kernel/iommu_groups/0")
                .file("/proc/interrupts", " 30: 0 ITS-MSI 16384 Edge PCIe\n");

        assertThat(machine.report(SMMU).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(INTERRUPT_REMAPPING).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(VT_D).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void findsDevicesWithVirtualFunctions() {
        TestMachine machine = intel().file("/sys/bus/pci/devices/0000:01:00.0/sriov_totalvfs", "4\n")
                .file("/sys/bus/pci/devices/0000:02:00.0/sriov_totalvfs", "0\n")
                .directory("/sys/class/net");

        assertThat(machine.report(SR_IOV).state()).isEqualTo(FeatureState.USABLE);
        assertThat(machine.report(SR_IOV).evidence())
                .extracting(Object::toString)
                .containsExactly("/sys/bus/pci/devices/0000:01:00.0/sriov_totalvfs: 4");
        assertThat(machine.report(VT_C).state()).isEqualTo(FeatureState.USABLE);
    }

    @Test
    void findsNoVirtualFunctions() {
        TestMachine machine =
                intel().directory("/sys/bus/pci/devices/0000:00:00.0").directory("/sys/class/net/lo");

        assertThat(machine.report(SR_IOV).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(machine.report(VMDQ).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(machine.report(VT_C).state()).isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void doesNotKnowWhatAnAdapterOfAnAbleFamilyHas() {
        TestMachine machine = intel().directory("/sys/bus/pci/devices/0000:00:00.0")
                .link("/sys/class/net/eth0/device/driver", "../../../bus/pci/drivers/ixgbe");

        assertThat(machine.report(VMDQ).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(machine.report(VT_C).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void knowsNothingOfAnEmptyTree() {
        assertThat(TestMachine.empty(tree).reports())
                .extracting(FeatureReport::state)
                .containsOnly(FeatureState.UNKNOWN);
    }
}
