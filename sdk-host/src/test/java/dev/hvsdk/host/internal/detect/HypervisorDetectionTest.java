/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Forgery;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.api.machine.VmmKind;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypervisorDetectionTest {
    private static final String KVM = "KVMKVMKVM\0\0\0";

    @TempDir
    Path tree;

    /** Signatures: Linux arch/x86, systemd src/basic/virt.c, QEMU target/i386, kvmtool x86/cpuid.c, OpenBSD vmmvar.h. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "KVMKVMKVM\0\0\0,kvm",
                "Linux KVM Hv,kvm",
                "LKVMLKVMLKVM,kvm/lkvm",
                "TCGTCGTCGTCG,qemu",
                "VMwareVMware,vmware",
                "VBoxVBoxVBox,virtualbox",
                "Microsoft Hv,hyper-v",
                "bhyve bhyve ,bhyve",
                "OpenBSDVMM58,openbsd-vmm",
                "ACRNACRNACRN,acrn",
                "Jailhouse\0\0\0,jailhouse",
                "QNXQVMBSQG\0\0,qnx",
                "Apple VZ\0\0\0\0,apple-virtualization",
                "SRESRESRESRE,sre",
                "prl hyperv  ,parallels",
                " lrpepyh  vr,parallels",
                "XenVMMXenVMM,xen",
                "SomethingNew,vm-other"
            })
    void namesAHypervisorByItsSignature(String signature, String expected) {
        assertThat(Names.of(FixtureHost.guestX86(tree, signature))).containsExactly(expected);
    }

    /** Strings as the monitors write them into SMBIOS type 1 and 2: systemd src/basic/virt.c (dmi_vendor_table), facter. */
    @ParameterizedTest
    @CsvSource({
        "product_name,VirtualBox,virtualbox",
        "sys_vendor,innotek GmbH,virtualbox",
        "sys_vendor,'VMware, Inc.',vmware",
        "product_name,'VMware20,1',vmware",
        "product_name,Parallels Virtual Platform,parallels",
        "product_name,BHYVE,bhyve",
        "product_name,Apple Virtualization Generic Platform,apple-virtualization",
        "board_vendor,KVM,kvm",
        "product_name,KVM Virtual Machine,kvm",
        "sys_vendor,QEMU,qemu",
        "sys_vendor,Bochs,bochs",
        "sys_vendor,Cloud Hypervisor,cloud-hypervisor",
        "sys_vendor,Xen,xen",
        "product_name,HVM domU,xen/hvm"
    })
    void namesAHypervisorByItsFirmwareWhereThereIsNoCpuid(String field, String value, String expected) {
        FixtureHost host = FixtureHost.in(tree).machine("aarch64").dmi(field, value);

        assertThat(Names.of(host)).containsExactly(expected);
    }

    @Test
    void takesKvmBehindHyperVsInterfaceForKvm() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").signature(0x40000100, KVM);

        assertThat(Names.of(host)).containsExactly("kvm");
    }

    @Test
    void takesXenBehindHyperVsInterfaceForXen() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").signature(0x40000100, "XenVMMXenVMM");

        assertThat(Names.of(host)).containsExactly("xen");
    }

    @Test
    void takesQemuWithHyperVsSignatureAloneForAHiddenKvm() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").dmi("sys_vendor", "QEMU");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.technology().id()).isEqualTo("kvm");
        assertThat(layer.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void believesTheBrandInTheFirmwareBeforeBareKvm() {
        FixtureHost host = FixtureHost.guestX86(tree, KVM).dmi("product_name", "VirtualBox");

        assertThat(Names.of(host)).containsExactly("virtualbox");
    }

    @Test
    void believesTheCpuBeforeAFirmwareThatItDoesNotKnow() {
        FixtureHost host = FixtureHost.guestX86(tree, "VMwareVMware").dmi("sys_vendor", "ACME Corp.");

        assertThat(Names.of(host)).containsExactly("vmware");
    }

    @Test
    void seesTheRootPartitionOfHyperVAsItsHost() {
        // TLFS: EBX bit 12 of 0x40000003, CpuManagement.
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv")
                .cpuid(0x40000003, new CpuidLeaf(0x2e7f, (1 << 12) | 1, 0, 0))
                .dmi("sys_vendor", "Dell Inc.");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.role()).isEqualTo(LayerRole.HOST);
        assertThat(layer.variant()).contains("root");
        assertThat(Names.of(host)).hasSize(1);
    }

    @Test
    void doesNotBelieveAConfidentialGuestThatItIsTheRoot() {
        // HV_ISOLATION, EBX bit 22 (arch/x86/kernel/cpu/mshyperv.c).
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv")
                .cpuid(0x40000003, new CpuidLeaf(0, (1 << 12) | (1 << 22), 0, 0));

        assertThat(Detector.detect(host.build()).layers().get(0).role()).isEqualTo(LayerRole.GUEST);
    }

    @Test
    void namesFirecrackerByTheMakerOfItsAcpiTables() {
        FixtureHost host = FixtureHost.guestX86(tree, KVM).file("/sys/firmware/acpi/tables/FACP", acpi("FIRECK"));

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer).hasToString("kvm (firecracker), full, certain");
        assertThat(layer.evidence())
                .extracting(piece -> piece.forgery())
                .containsExactly(Forgery.BY_KERNEL, Forgery.BY_FIRMWARE);
    }

    @Test
    void namesFirecrackerByItsGenerationCounterWhereTheTablesAreHidden() {
        FixtureHost host = FixtureHost.guestX86(tree, KVM).directory("/sys/bus/acpi/devices/VMGENCTR:00");

        assertThat(Names.of(host)).containsExactly("kvm/firecracker");
    }

    @Test
    void namesCloudHypervisorOnKvm() {
        FixtureHost host = FixtureHost.guestX86(tree, KVM).dmi("sys_vendor", "Cloud Hypervisor");

        assertThat(Names.of(host)).containsExactly("kvm/cloud-hypervisor");
    }

    @Test
    void namesCloudHypervisorOnMicrosoftsHypervisor() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv").dmi("sys_vendor", "Cloud Hypervisor");

        assertThat(Names.of(host)).containsExactly("hyper-v/cloud-hypervisor");
    }

    @Test
    void namesNitroByTheCloudAndSaysThatItLiesOnTheBareMachine() {
        FixtureHost host =
                FixtureHost.guestX86(tree, KVM).dmi("sys_vendor", "Amazon EC2").dmi("product_name", "c5.large");

        Findings findings = Detector.detect(host.build());

        assertThat(findings.platforms()).containsExactly(Platform.AWS);
        assertThat(Names.of(findings)).containsExactly("kvm/nitro");
        assertThat(findings.layers().get(0).vmm()).contains(VmmKind.BARE_METAL);
    }

    @Test
    void callsQemuWithoutAnAcceleratorAnEmulation() {
        FixtureHost host = FixtureHost.guestX86(tree, "TCGTCGTCGTCG").dmi("sys_vendor", "QEMU");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.approach()).isEqualTo(Approach.EMULATION);
        assertThat(layer.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void leavesQemusAcceleratorOpenOnArm() {
        FixtureHost host = FixtureHost.in(tree).machine("aarch64").dmi("sys_vendor", "QEMU");

        assertThat(Detector.detect(host.build()).layers().get(0).confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void findsKvmOnArmByItsClock() {
        // drivers/ptp/ptp_kvm_common.c
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .dmi("sys_vendor", "QEMU")
                .file("/sys/class/ptp/ptp0/clock_name", "KVM virtual PTP\n");

        assertThat(Names.of(host)).containsExactly("kvm");
    }

    /** arch/x86/kernel/kvmclock.c, drivers/clocksource/hyperv_timer.c */
    @ParameterizedTest
    @CsvSource({"kvm-clock tsc acpi_pm,kvm", "hyperv_clocksource_tsc_page acpi_pm,hyper-v", "tsc hpet acpi_pm,''"})
    void findsAHypervisorByItsClockWhereCpuidCannotBeAsked(String clocks, String expected) {
        FixtureHost host = FixtureHost.in(tree)
                .machine("x86_64")
                .file("/sys/devices/system/clocksource/clocksource0/available_clocksource", clocks + "\n");

        assertThat(String.join(",", Names.of(host))).isEqualTo(expected);
    }

    @Test
    void believesASignatureThoughTheHypervisorHidesItsBit() {
        FixtureHost host = FixtureHost.physicalX86(tree).signature(0x40000000, KVM);

        assertThat(Names.of(host)).containsExactly("kvm");
    }

    @Test
    void takesACloudsNameForItsHypervisorWhereNothingElseWasCaptured() {
        FixtureHost host =
                FixtureHost.in(tree).dmiFact("sys_vendor", "Amazon EC2").dmiFact("product_name", "c5.large");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer).hasToString("kvm (nitro), full, likely");
    }

    @Test
    void namesFirecrackerOnArmByItsGenerationCounter() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .file("/sys/firmware/devicetree/base/compatible", "linux,dummy-virt\0")
                .file("/sys/firmware/devicetree/base/vmgenid/compatible", "microsoft,vmgenid\0");

        assertThat(Names.of(host)).containsExactly("kvm/firecracker");
    }

    @Test
    void namesAPartitionOfVirtage() {
        // The manufacturer and product that virt-what knows it by.
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "HITACHI")
                .dmi("product_name", "BladeSymphony E57A2 HVM LPAR");

        assertThat(Names.of(host)).containsExactly("virtage");
    }

    @Test
    void readsDmiInACaptureThatLacksTheLinkOfItsClass() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .file("/sys/devices/virtual/dmi/id/product_name", "VMware20,1\n");

        assertThat(Names.of(host)).containsExactly("vmware");
    }

    @Test
    void namesVirtualServerByItsVersion() {
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "Microsoft Corporation")
                .dmi("product_name", "Virtual Machine")
                .dmi("product_version", "VS2005R2");

        assertThat(Names.of(host)).containsExactly("virtual-pc");
    }

    @Test
    void takesAHintFromPciDevicesWhereTheHypervisorHidesItsName() {
        FixtureHost host =
                FixtureHost.guestX86(tree, "GenuineIntel").file("/sys/bus/pci/devices/0000:00:02.0/vendor", "0x15ad\n");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.technology().id()).isEqualTo("vmware");
        assertThat(layer.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void findsUserModeLinuxInsideTheMachineThatItsCpuidShows() {
        // arch/um/kernel/um_arch.c, show_cpuinfo; a process of UML executes CPUID on the real CPU.
        FixtureHost host = FixtureHost.guestX86(tree, KVM)
                .file("/proc/cpuinfo", "processor\t: 0\nvendor_id\t: User Mode Linux\nmodel name\t: UML\n");

        assertThat(Names.of(host)).containsExactly("kvm", "uml");
    }

    private static byte[] acpi(String oem) {
        byte[] header = new byte[36];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(oem.getBytes(StandardCharsets.US_ASCII), 0, header, 10, oem.length());
        return header;
    }

    /** A list as the kernel's drivers/pci/proc.c writes it; VirtualBox before 5.0 shows no hypervisor in the CPU. */
    @ParameterizedTest
    @CsvSource({"80eebeef, virtualbox", "80eecafe, virtualbox", "8086100e, ''"})
    void namesVirtualBoxByItsDevicesWhereTheCpuCannotBeAsked(String device, String expected) {
        FixtureHost host = FixtureHost.in(tree)
                .file("/proc/cpuinfo", "processor : 0\nvendor_id : GenuineIntel\nflags : fpu lm\n")
                .file("/proc/bus/pci/devices", "0000\t80861237\t0\t0\n0010\t" + device + "\t12\te0000008\n");

        assertThat(String.join(" ", Names.of(host))).isEqualTo(expected);
    }
}
