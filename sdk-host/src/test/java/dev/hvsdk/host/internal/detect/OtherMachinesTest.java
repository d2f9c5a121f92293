/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POWER, IBM Z, SPARC, ARM and RISC-V, and systems that are not Linux. */
class OtherMachinesTest {
    @TempDir
    Path tree;

    /** arch/powerpc/platforms/pseries/lparcfg.c */
    @ParameterizedTest
    @CsvSource({"0,powervm/lpar-dedicated", "1,powervm/lpar-shared"})
    void tellsThePartitionsOfPowerVm(String mode, String expected) {
        FixtureHost host = FixtureHost.in(tree)
                .machine("ppc64le")
                .file("/proc/ppc64/lparcfg", "lparcfg 1.9\npartition_id=2\nshared_processor_mode=" + mode + "\n");

        assertThat(Names.of(host)).containsExactly(expected);
    }

    @Test
    void knowsAPartitionByItsNameInTheDeviceTree() {
        FixtureHost host = FixtureHost.in(tree).machine("ppc64le").file("/proc/device-tree/ibm,partition-name", "p1\0");

        assertThat(Names.of(host)).containsExactly("powervm");
    }

    /** QEMU hw/ppc/spapr.c: the node of the hypervisor exists with KVM only. */
    @Test
    void tellsKvmFromQemuAloneOnPower() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("ppc64le")
                .file("/proc/cpuinfo", "machine\t\t: CHRP IBM pSeries (emulated by qemu)\n")
                .file("/proc/device-tree/compatible", "qemu,pseries\0");
        assertThat(Names.of(host)).containsExactly("qemu");

        host.file("/proc/device-tree/hypervisor/compatible", "linux,kvm\0");
        assertThat(Names.of(host)).containsExactly("kvm");
    }

    @Test
    void callsPowerNvPhysical() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("ppc64le")
                .file("/proc/cpuinfo", "platform\t: PowerNV\nmachine\t\t: PowerNV 8247-22L\n");

        assertThat(Names.of(host)).isEmpty();
    }

    /** arch/s390/kernel/sysinfo.c */
    @ParameterizedTest
    @CsvSource({"z/VM    6.4.0,ibm-zvm", "KVM/Linux,kvm", "Unheard of,vm-other"})
    void seesTheHypervisorInAPartitionOfIbmZ(String program, String expected) {
        FixtureHost host = FixtureHost.in(tree)
                .machine("s390x")
                .file(
                        "/proc/sysinfo",
                        "LPAR Number:          21\n\nVM00 Name: A\nVM00 Control Program: " + program + "\n");

        assertThat(Names.of(host)).containsExactly("ibm-lpar", expected);
    }

    @Test
    void knowsTheMachineOfACaptureWithoutUnameByItsCpuinfo() {
        FixtureHost host = FixtureHost.in(tree)
                .file("/proc/cpuinfo", "vendor_id       : IBM/S390\n# processors    : 1\n")
                .file("/proc/sysinfo", "LPAR Number: 3\n");

        assertThat(Names.of(host)).containsExactly("ibm-lpar");
    }

    @Test
    void ordersNestedHypervisorsOfIbmZ() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("s390x")
                .file(
                        "/proc/sysinfo",
                        "LPAR Number: 3\nVM00 Control Program: KVM/Linux\nVM01 Control Program: z/VM    7.2.0\n");

        assertThat(Names.of(host)).containsExactly("ibm-lpar", "ibm-zvm", "kvm");
    }

    @Test
    void tellsTheControlDomainOfASparcFromItsGuests() {
        FixtureHost host = FixtureHost.in(tree).machine("sparc64").file("/dev/mdesc", "");
        assertThat(Names.of(host)).containsExactly("ldoms/guest");

        host.directory("/sys/class/vlds/ctrl").directory("/sys/class/vlds/sp");
        assertThat(Detector.detect(host.build()).layers().get(0).role()).isEqualTo(LayerRole.HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "aarch64,hypervisor/compatible,'xen,xen-4.17\0xen,xen',xen",
        "aarch64,hypervisor/compatible,vmware,vmware",
        "aarch64,hypervisor/compatible,'linux,kvm',kvm",
        "aarch64,hypervisor/compatible,'acme,hv',vm-other",
        "aarch64,compatible,'linux,dummy-virt',kvm/lkvm",
        "aarch64,fw-cfg@9020000/compatible,'qemu,fw-cfg-mmio',qemu",
        "riscv64,compatible,'riscv-virtio,qemu',qemu",
        "riscv64,compatible,'sifive,hifive-unmatched-a00',''"
    })
    void readsTheDeviceTree(String machine, String property, String value, String expected) {
        FixtureHost host = FixtureHost.in(tree).machine(machine).file("/proc/device-tree/" + property, value + "\0");

        assertThat(String.join(",", Names.of(host))).isEqualTo(expected);
    }

    /** Values that virtual Macintoshes give. */
    @ParameterizedTest
    @CsvSource({
        "'VirtualMac2,1',1,apple-virtualization",
        "'VMware7,1',1,vmware",
        "'Parallels16,1',1,parallels",
        "'MacBookPro18,3',1,vm-other",
        "'MacBookPro18,3',0,''"
    })
    void detectsOnMacOs(String model, String present, String expected) {
        FixtureHost host =
                FixtureHost.in(tree).system("Darwin").sysctl("hw.model", model).sysctl("kern.hv_vmm_present", present);

        assertThat(String.join(",", Names.of(host))).isEqualTo(expected);
    }

    @Test
    void seesRosettaOnMacOs() {
        FixtureHost host = FixtureHost.in(tree).system("Darwin").sysctl("sysctl.proc_translated", "1");

        assertThat(Names.of(host)).containsExactly("rosetta");
    }

    /** FreeBSD sys/kern/subr_param.c, vm_guest_sysctl_names. */
    @ParameterizedTest
    @CsvSource({
        "none,''",
        "generic,vm-other",
        "xen,xen",
        "hv,hyper-v",
        "vmware,vmware",
        "kvm,kvm",
        "bhyve,bhyve",
        "vbox,virtualbox",
        "parallels,parallels",
        "nvmm,nvmm"
    })
    void detectsOnFreeBsd(String guest, String expected) {
        FixtureHost host = FixtureHost.in(tree)
                .system("FreeBSD")
                .sysctl("kern.vm_guest", guest)
                .sysctl("security.jail.jailed", "0");

        assertThat(String.join(",", Names.of(host))).isEqualTo(expected);
    }

    @Test
    void seesAJailInBhyve() {
        FixtureHost host = FixtureHost.in(tree)
                .system("FreeBSD")
                .sysctl("kern.vm_guest", "bhyve")
                .sysctl("security.jail.jailed", "1");

        assertThat(Names.of(host)).containsExactly("bhyve", "freebsd-jail");
    }

    @ParameterizedTest
    @CsvSource({"global,''", "web1,solaris-zone"})
    void detectsOnSolaris(String zone, String expected) {
        FixtureHost host = FixtureHost.in(tree).system("SunOS").machine("i86pc").zone(zone);

        assertThat(String.join(",", Names.of(host))).isEqualTo(expected);
    }
}
