/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Systems in systems, and signals that contradict each other: all layers, and what the whole is called. */
class NestedAndContradictoryHostsTest {
    private static final String ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private static final String KVM = "KVMKVMKVM\0\0\0";
    private static final String TCG = "TCGTCGTCGTCG";
    private static final long OWN = 4026532200L;
    private static final String PHYSICAL = "";

    /**
     * One host.
     *
     * @param name what it is
     * @param source where it stands that one sees this there
     * @param layers all layers with the approach of each, outermost first
     * @param host writes it
     */
    private record Case(String name, String source, String layers, UnaryOperator<FixtureHost> host) {}

    private static final List<Case> NESTED = List.of(
            new Case(
                    "LXC in a guest of KVM",
                    "liblxc src/lxc/cgroups/cgfsng.c; Linux Documentation/virt/kvm/x86/cpuid.rst",
                    "kvm full, lxc os-level",
                    host -> guest(host, KVM).namespaces(OWN).file("/proc/self/cgroup", "0::/lxc.payload.web1\n")),
            new Case(
                    "Docker in LXC in a guest of VMware",
                    "liblxc src/lxc/cgroups/cgfsng.c; runc libcontainer/cgroups",
                    "vmware full, lxc os-level, docker os-level",
                    host -> guest(host, "VMwareVMware")
                            .namespaces(OWN)
                            .file("/proc/self/cgroup", "0::/lxc.payload.ci/docker/" + ID + "\n")),
            new Case(
                    "Docker with a namespace of control groups of its own on Amazon's cloud",
                    "cgroup_namespaces(7): the path is 0::/; Docker daemon/graphdriver/overlay2",
                    "kvm/nitro full, docker os-level",
                    host -> guest(host, KVM)
                            .dmi("sys_vendor", "Amazon EC2")
                            .dmi("product_name", "m6i.large")
                            .namespaces(OWN)
                            .file("/proc/self/cgroup", "0::/\n")
                            .file(
                                    "/proc/self/mountinfo",
                                    "1 0 0:50 / / rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A\n")),
            new Case(
                    "gVisor in Docker in a guest of KVM",
                    "gVisor pkg/sentry/fsimpl/proc/tasks_files.go",
                    "kvm full, docker os-level, gvisor os-level",
                    host -> guest(host, KVM)
                            .namespaces(OWN)
                            .file("/proc/sys/kernel/osrelease", "4.19.0-gvisor\n")
                            .file("/.dockerenv", "")),
            new Case(
                    "Kata with Firecracker",
                    "Kata docs/design/virtualization.md; Firecracker src/vmm/src/devices/acpi/vmgenid.rs",
                    "kvm/firecracker full, kata full",
                    host -> guest(host, KVM)
                            .directory("/sys/bus/acpi/devices/VMGENCTR:00")
                            .namespaces(OWN)
                            .file(
                                    "/proc/self/mountinfo",
                                    "1 0 0:50 /" + ID + "/rootfs / rw - virtiofs kataShared rw\n")),
            new Case(
                    "VirtualBox in a guest of KVM shows itself alone",
                    "VirtualBox GIMKvm.cpp: it offers KVM's interface by itself",
                    "virtualbox full",
                    host -> guest(host, KVM).dmi("sys_vendor", "innotek GmbH").dmi("product_name", "VirtualBox")),
            new Case(
                    "user-mode Linux in a guest of VMware",
                    "Linux arch/um/kernel/um_arch.c: CPUID is the machine's",
                    "vmware full, uml paravirtualization",
                    host -> guest(host, "VMwareVMware")
                            .file("/proc/exitcode", "0\n")
                            .file("/proc/cpuinfo", "vendor_id\t: User Mode Linux\n")),
            new Case(
                    "Hyper-V's root partition in a guest of VMware",
                    "TLFS, CpuManagement; VMware's SMBIOS",
                    "vmware full, hyper-v/root full",
                    host -> guest(host, "Microsoft Hv")
                            .cpuid(0x40000003, new CpuidLeaf(0x2e7f, (1 << 12) | 1, 0, 0))
                            .dmi("sys_vendor", "VMware, Inc.")
                            .dmi("product_name", "VMware20,1")),
            new Case(
                    "a dom0 in a guest of VMware",
                    "Linux drivers/xen/xenfs/super.c; VMware's SMBIOS",
                    "vmware full, xen/dom0 paravirtualization",
                    host -> guest(host, "XenVMMXenVMM")
                            .file("/sys/hypervisor/type", "xen\n")
                            .file("/proc/xen/capabilities", "control_d\n")
                            .dmi("sys_vendor", "VMware, Inc.")),
            new Case(
                    "a driver domain, which holds devices and no control",
                    "Linux drivers/xen/xenfs/super.c: capabilities are empty outside of dom0",
                    "xen/pvh full",
                    host -> guest(host, "XenVMMXenVMM")
                            .file("/sys/hypervisor/type", "xen\n")
                            .file("/sys/hypervisor/guest_type", "PVH\n")
                            .file("/proc/xen/capabilities", "\n")
                            .directory("/sys/bus/xen-backend/drivers/vbd")
                            .file("/sys/bus/pci/devices/0000:00:00.0/vendor", "0x8086\n")),
            new Case(
                    "Docker in a partition of POWER",
                    "Linux arch/powerpc/platforms/pseries/lparcfg.c",
                    "powervm/lpar-shared paravirtualization, docker os-level",
                    host -> host.machine("ppc64le")
                            .namespaces(OWN)
                            .file("/proc/ppc64/lparcfg", "shared_processor_mode=1\n")
                            .file("/proc/self/cgroup", "0::/system.slice/docker-" + ID + ".scope\n")),
            new Case(
                    "Podman in a guest of z/VM",
                    "Linux arch/s390/kernel/sysinfo.c",
                    "ibm-lpar full, ibm-zvm full, podman os-level",
                    host -> host.machine("s390x")
                            .namespaces(OWN)
                            .file("/proc/sysinfo", "LPAR Number: 3\nVM00 Control Program: z/VM    7.2.0\n")
                            .file("/proc/self/cgroup", "0::/machine.slice/libpod-" + ID + ".scope\n")),
            new Case(
                    "Docker on ARM, where there is no CPUID",
                    "Linux drivers/ptp/ptp_kvm_common.c; QEMU hw/arm/virt.c",
                    "kvm full, docker os-level",
                    host -> host.machine("aarch64")
                            .namespaces(OWN)
                            .dmi("sys_vendor", "QEMU")
                            .file("/sys/class/ptp/ptp0/clock_name", "KVM virtual PTP\n")
                            .file("/proc/self/cgroup", "0::/system.slice/docker-" + ID + ".scope\n")),
            new Case(
                    "QEMU's user mode in Docker on a physical ARM",
                    "Linux Documentation/admin-guide/binfmt-misc.rst; QEMU linux-user/syscall.c lets cpuinfo through",
                    "docker os-level, qemu-user application",
                    host -> host.machine("x86_64")
                            .namespaces(OWN)
                            .signature(0x40000000, TCG)
                            .file("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n")
                            .file("/proc/self/cgroup", "0::/system.slice/docker-" + ID + ".scope\n")),
            new Case(
                    "Rosetta in Docker in Apple's machine",
                    "Apple, Running Intel binaries in Linux VMs with Rosetta",
                    "apple-virtualization full, docker os-level, rosetta application",
                    host -> host.machine("x86_64")
                            .namespaces(OWN)
                            .cpuVendor("VirtualApple")
                            .dmi("product_name", "Apple Virtualization Generic Platform")
                            .file("/proc/self/cgroup", "0::/docker/" + ID + "\n")));

    private static final List<Case> CONTRADICTORY = List.of(
            new Case(
                    "Hyper-V is merely installed: its modules and services",
                    "Linux drivers/hv/vmbus_drv.c: modules load anywhere",
                    PHYSICAL,
                    host -> metal(host)
                            .dmi("sys_vendor", "Dell Inc.")
                            .directory("/sys/module/hv_vmbus")
                            .directory("/sys/bus/vmbus/drivers/hv_netvsc")),
            new Case(
                    "Docker is merely installed, and its control groups and mounts are seen from the host",
                    "runc libcontainer/cgroups",
                    PHYSICAL,
                    host -> metal(host)
                            .directory("/var/lib/docker")
                            .file("/proc/self/cgroup", "0::/system.slice/docker.service\n")
                            .file(
                                    "/proc/self/mountinfo",
                                    "25 1 8:2 / / rw - ext4 /dev/sda2 rw\n26 25 0:44 / /var/lib/docker/overlay2/a/merged rw - overlay overlay rw\n")),
            new Case(
                    "a mark of Docker that an image left in a guest of KVM",
                    "Docker, daemon/initlayer/setup_unix.go; pid_namespaces(7)",
                    "kvm full",
                    host -> guest(host, KVM).file("/.dockerenv", "").file("/proc/self/cgroup", "0::/\n")),
            new Case(
                    "a board that says KVM on a CPU that shows VMware",
                    "rule 2: CPUID beats a firmware that it does not know",
                    "vmware full",
                    host -> guest(host, "VMwareVMware").dmi("product_name", "KVM")),
            new Case(
                    "Azure's name without a hypervisor",
                    "cloud-init DataSourceAzure: the tag; Azure also rents bare metal",
                    PHYSICAL,
                    host -> metal(host)
                            .dmi("sys_vendor", "HPE")
                            .dmi("chassis_asset_tag", "7783-7084-3265-9085-8269-3286-77")),
            new Case(
                    "a POWER machine without a partition",
                    "Linux arch/powerpc/platforms/powernv/setup.c",
                    PHYSICAL,
                    host -> host.machine("ppc64le")
                            .file("/proc/cpuinfo", "platform\t: PowerNV\nmachine\t\t: PowerNV 9006-22P\n")
                            .file("/proc/device-tree/compatible", "ibm,powernv\0ibm,p9\0")),
            new Case(
                    "a RISC-V board",
                    "Linux arch/riscv/boot/dts/starfive",
                    PHYSICAL,
                    host -> host.machine("riscv64")
                            .file("/proc/device-tree/compatible", "starfive,visionfive-2-v1.3b\0starfive,jh7110\0")),
            new Case(
                    "an ARM board with a hypervisor's devices and none of its own",
                    "rule 5: emulated devices of a network card",
                    PHYSICAL,
                    host -> host.machine("aarch64")
                            .dmi("sys_vendor", "Ampere(R)")
                            .file("/sys/bus/pci/devices/0000:01:00.0/vendor", "0x15ad\n")));

    @TempDir
    Path directory;

    private static FixtureHost guest(FixtureHost host, String signature) {
        return host.machine("x86_64")
                .namespaces(0xEFFFFFFCL)
                .cpuinfo("GenuineIntel", "fpu msr hypervisor")
                .cpuid(1, new CpuidLeaf(0x906ea, 0, 0xfffa3203, 0x0f8bfbff))
                .signature(0x40000000, signature);
    }

    private static FixtureHost metal(FixtureHost host) {
        return host.machine("x86_64")
                .namespaces(0xEFFFFFFCL)
                .cpuinfo("GenuineIntel", "fpu msr vmx")
                .cpuid(1, new CpuidLeaf(0x906ea, 0, 0x7ffafbff, 0xbfebfbff));
    }

    @TestFactory
    Stream<DynamicTest> nestedSystemsShowAllTheirLayers() {
        return NESTED.stream().map(this::test);
    }

    @TestFactory
    Stream<DynamicTest> contradictionsEndInWhatIsHarderToForge() {
        return CONTRADICTORY.stream().map(this::test);
    }

    private DynamicTest test(Case example) {
        return DynamicTest.dynamicTest(example.name(), () -> check(example));
    }

    private void check(Case example) {
        FixtureHost host = example.host()
                .apply(FixtureHost.in(directory.resolve(example.name().replace('/', '-'))));
        Findings findings = Detector.detect(host.build());
        List<String> names = Names.of(findings);

        assertThat(Stream.iterate(0, i -> i < names.size(), i -> i + 1)
                        .map(i -> names.get(i) + " "
                                + findings.layers().get(i).approach().id()))
                .as(example.source())
                .isEqualTo(
                        example.layers().isEmpty()
                                ? List.of()
                                : List.of(example.layers().split(", ")));
        assertThat(HostInspector.of(host.build()).detect().verdict().id())
                .isEqualTo(names.isEmpty() ? "physical" : "virtual");
    }
}
