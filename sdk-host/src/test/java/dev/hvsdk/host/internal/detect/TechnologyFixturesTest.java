/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each technology that the SDK knows by name is found by the signals that its documents or its source name. */
class TechnologyFixturesTest {
    private static final String ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    /** What is found inside of one technology, and where it stands that this is what one sees there. */
    private record Fixture(String source, List<String> expected, UnaryOperator<FixtureHost> host) {}

    private static final Map<Technology, Fixture> FIXTURES = Map.ofEntries(
            signature(Technology.QEMU, "QEMU target/i386/cpu.c, without an accelerator", "TCGTCGTCGTCG", "qemu"),
            signature(Technology.KVM, "Linux Documentation/virt/kvm/x86/cpuid.rst", "KVMKVMKVM\0\0\0", "kvm"),
            signature(Technology.XEN, "Xen xen/include/public/arch-x86/cpuid.h", "XenVMMXenVMM", "xen"),
            signature(Technology.VMWARE, "Linux arch/x86/kernel/cpu/vmware.c", "VMwareVMware", "vmware"),
            signature(Technology.VIRTUALBOX, "VirtualBox GIMHv.cpp", "VBoxVBoxVBox", "virtualbox"),
            signature(Technology.PARALLELS, "systemd src/basic/virt.c", " lrpepyh  vr", "parallels"),
            signature(Technology.HYPER_V, "TLFS, Hypervisor CPUID leaf range", "Microsoft Hv", "hyper-v"),
            signature(Technology.BHYVE, "FreeBSD sys/amd64/vmm/x86.c", "bhyve bhyve ", "bhyve"),
            signature(Technology.ACRN, "Linux arch/x86/include/asm/acrn.h", "ACRNACRNACRN", "acrn"),
            signature(
                    Technology.APPLE_VIRTUALIZATION,
                    "systemd src/basic/virt.c",
                    "Apple VZ\0\0\0\0",
                    "apple-virtualization"),
            signature(Technology.QNX, "systemd src/basic/virt.c", "QNXQVMBSQG\0\0", "qnx"),
            signature(Technology.JAILHOUSE, "Linux arch/x86/kernel/jailhouse.c", "Jailhouse\0\0\0", "jailhouse"),
            signature(Technology.LKVM, "kvmtool x86/cpuid.c", "LKVMLKVMLKVM", "kvm/lkvm"),
            signature(Technology.OPENBSD_VMM, "OpenBSD sys/arch/amd64/include/vmmvar.h", "OpenBSDVMM58", "openbsd-vmm"),
            signature(
                    Technology.VM_OTHER,
                    "Intel SDM vol. 2A: the bit for hypervisors, and no name",
                    "Acme Visor\0\0",
                    "vm-other"),
            onKvm(
                    Technology.NITRO,
                    "EC2 user guide, identify instances",
                    "kvm/nitro",
                    host -> host.dmi("sys_vendor", "Amazon EC2").dmi("product_name", "c5.large")),
            onKvm(
                    Technology.FIRECRACKER,
                    "Firecracker src/vmm/src/devices/acpi/vmgenid.rs",
                    "kvm/firecracker",
                    host -> host.directory("/sys/bus/acpi/devices/VMGENCTR:00")),
            onKvm(
                    Technology.CLOUD_HYPERVISOR,
                    "Cloud Hypervisor arch/src/x86_64/smbios.rs",
                    "kvm/cloud-hypervisor",
                    host -> host.dmi("sys_vendor", "Cloud Hypervisor")),
            onKvm(
                    Technology.NUTANIX_AHV,
                    "virt-what(1)",
                    "kvm/nutanix-ahv",
                    host -> host.dmi("sys_vendor", "Nutanix").dmi("product_name", "AHV")),
            onMetal(
                    Technology.BOCHS,
                    "Bochs bios/rombios32.c: it sets no hypervisor bit",
                    "bochs",
                    host -> host.dmi("sys_vendor", "Bochs")),
            onMetal(
                    Technology.VIRTUAL_PC,
                    "virt-what(1): Virtual Server 2005 sets no hypervisor bit",
                    "virtual-pc",
                    host -> host.dmi("sys_vendor", "Microsoft Corporation")
                            .dmi("product_name", "Virtual Machine")
                            .dmi("product_version", "VS2005R2")),
            onMetal(
                    Technology.UML,
                    "Linux arch/um/kernel/um_arch.c and exitcode.c",
                    "uml",
                    host -> host.file("/proc/exitcode", "0\n").file("/proc/cpuinfo", "vendor_id\t: User Mode Linux\n")),
            onMetal(
                    Technology.WSL,
                    "Microsoft's kernel releases: the first WSL has no hypervisor",
                    "wsl/wsl1",
                    host -> host.file("/proc/sys/kernel/osrelease", "4.4.0-19041-Microsoft\n")),
            on(
                    "s390x",
                    Technology.IBM_LPAR,
                    "Linux arch/s390/kernel/sysinfo.c",
                    List.of("ibm-lpar"),
                    host -> host.file("/proc/sysinfo", "LPAR Number: 3\n")),
            on(
                    "s390x",
                    Technology.IBM_ZVM,
                    "Linux arch/s390/kernel/sysinfo.c",
                    List.of("ibm-lpar", "ibm-zvm"),
                    host -> host.file("/proc/sysinfo", "LPAR Number: 3\nVM00 Control Program: z/VM    7.2.0\n")),
            on(
                    "ppc64le",
                    Technology.POWERVM,
                    "Linux arch/powerpc/platforms/pseries/lparcfg.c",
                    List.of("powervm/lpar-shared"),
                    host -> host.file("/proc/ppc64/lparcfg", "shared_processor_mode=1\n")),
            on(
                    "sparc64",
                    Technology.LDOMS,
                    "Linux arch/sparc/kernel/mdesc.c",
                    List.of("ldoms/guest"),
                    host -> host.file("/dev/mdesc", "")),
            contained(
                    Technology.DOCKER,
                    "runc libcontainer/cgroups/systemd",
                    host -> group(host, "docker-" + ID + ".scope")),
            contained(
                    Technology.PODMAN,
                    "Podman libpod/container_internal_linux.go",
                    host -> group(host, "libpod-" + ID + ".scope")),
            contained(Technology.CRI_O, "CRI-O internal/config/cgmgr", host -> group(host, "crio-" + ID + ".scope")),
            contained(Technology.LXC, "lxc.container.conf(5), and liblxc start.c", host -> first(host, "lxc")),
            contained(Technology.LXD, "LXD doc/dev-lxd.md", host -> host.file("/dev/lxd/sock", "")),
            contained(Technology.INCUS, "Incus doc/dev-incus.md", host -> host.file("/dev/incus/sock", "")),
            contained(
                    Technology.SYSTEMD_NSPAWN,
                    "systemd, The Container Interface",
                    host -> host.file("/run/host/container-manager", "systemd-nspawn\n")),
            contained(Technology.BUBBLEWRAP, "bubblewrap.c", host -> host.file("/proc/1/comm", "bwrap\n")),
            contained(Technology.FLATPAK, "flatpak-metadata(5)", host -> host.file("/.flatpak-info", "")),
            contained(
                    Technology.OCI_CONTAINER,
                    "systemd, The Container Interface; as base images of UBI set it",
                    host -> first(host, "oci")),
            contained(Technology.CONTAINER_OTHER, "systemd-detect-virt(1)", UnaryOperator.identity()),
            onMetal(Technology.OPENVZ, "systemd src/basic/virt.c", "openvz", host -> host.directory("/proc/vz")),
            onMetal(
                    Technology.VIRTUOZZO,
                    "systemd src/basic/virt.c",
                    "virtuozzo",
                    host -> host.directory("/proc/vz").file("/etc/virtuozzo-release", "7\n")),
            onMetal(
                    Technology.LINUX_VSERVER,
                    "linux-vserver.org, /proc/self/status",
                    "linux-vserver",
                    host -> host.file("/proc/self/status", "VxID:\t7\n")),
            onMetal(
                    Technology.ILLUMOS_LX,
                    "illumos usr/src/uts/common/brand/lx",
                    "illumos-lx",
                    host -> host.file("/proc/version", "Linux version 4.4.0 (BrandZ virtual linux)\n")),
            onMetal(
                    Technology.PROOT,
                    "PRoot manual: it traces by ptrace",
                    "proot",
                    host -> host.file("/proc/self/status", "TracerPid:\t77\n").file("/proc/77/comm", "proot\n")),
            onMetal(
                    Technology.GVISOR,
                    "gVisor pkg/sentry/fsimpl/proc/tasks_files.go",
                    "gvisor",
                    host -> host.file("/proc/sys/kernel/osrelease", "4.19.0-gvisor\n")),
            onKvm(
                    Technology.KATA,
                    "Kata's agent, rustjail",
                    "kata",
                    host -> host.namespaces(4026532200L)
                            .file(
                                    "/proc/self/mountinfo",
                                    "1 0 0:50 /" + ID + "/rootfs / rw - virtiofs kataShared rw\n")),
            onMetal(Technology.POWERVM_LX86, "virt-what(1)", "powervm-lx86", host -> host.cpuVendor("PowerVM Lx86")),
            onMetal(
                    Technology.ROSETTA,
                    "Apple, Running Intel binaries in Linux VMs with Rosetta",
                    "rosetta",
                    host -> host.cpuVendor("VirtualApple")),
            on(
                    "s390x",
                    Technology.QEMU_USER,
                    "Linux Documentation/admin-guide/binfmt-misc.rst",
                    List.of("qemu-user"),
                    host -> host.file("/proc/sys/fs/binfmt_misc/qemu-s390x", "enabled\n")),
            Map.entry(
                    Technology.FREEBSD_JAIL,
                    new Fixture(
                            "jail(8)",
                            List.of("freebsd-jail"),
                            host -> host.system("FreeBSD").sysctl("security.jail.jailed", "1"))),
            Map.entry(
                    Technology.SOLARIS_ZONE,
                    new Fixture(
                            "zonename(1)",
                            List.of("solaris-zone"),
                            host -> host.system("SunOS").zone("web1"))));

    /** Machines of one program: found among the processes of a host, and no layer around it (decision 0016). */
    private static final Map<Technology, String> WORKLOADS = Map.of(
            Technology.JVM, "/opt/jdk/bin/java\0-jar\0app.jar\0",
            Technology.WINE, "C:\\windows\\notepad.exe\0");

    @TempDir
    Path directory;

    private static Map.Entry<Technology, Fixture> signature(
            Technology technology, String source, String signature, String expected) {
        UnaryOperator<FixtureHost> host = any -> hypervisor(any).signature(0x40000000, signature);
        return Map.entry(technology, new Fixture(source, List.of(expected), host));
    }

    private static FixtureHost hypervisor(FixtureHost host) {
        return host.machine("x86_64")
                .namespaces(0xEFFFFFFCL)
                .cpuinfo("GenuineIntel", "fpu msr hypervisor")
                .cpuid(1, new dev.hvsdk.host.root.CpuidLeaf(0x906ea, 0, 0xfffa3203, 0x0f8bfbff));
    }

    private static Map.Entry<Technology, Fixture> onKvm(
            Technology technology, String source, String expected, UnaryOperator<FixtureHost> more) {
        List<String> layers = technology.equals(Technology.KATA) ? List.of("kvm", expected) : List.of(expected);
        return Map.entry(
                technology,
                new Fixture(
                        source, layers, host -> more.apply(hypervisor(host).signature(0x40000000, "KVMKVMKVM\0\0\0"))));
    }

    private static FixtureHost metal(FixtureHost host) {
        return host.machine("x86_64")
                .namespaces(0xEFFFFFFCL)
                .cpuinfo("GenuineIntel", "fpu msr vmx")
                .cpuid(1, new dev.hvsdk.host.root.CpuidLeaf(0x906ea, 0, 0x7ffafbff, 0xbfebfbff));
    }

    private static Map.Entry<Technology, Fixture> onMetal(
            Technology technology, String source, String expected, UnaryOperator<FixtureHost> more) {
        return Map.entry(technology, new Fixture(source, List.of(expected), host -> more.apply(metal(host))));
    }

    private static Map.Entry<Technology, Fixture> on(
            String machine,
            Technology technology,
            String source,
            List<String> expected,
            UnaryOperator<FixtureHost> more) {
        return Map.entry(technology, new Fixture(source, expected, host -> more.apply(host.machine(machine))));
    }

    private static Map.Entry<Technology, Fixture> contained(
            Technology technology, String source, UnaryOperator<FixtureHost> more) {
        return onMetal(technology, source, technology.id(), host -> more.apply(host.namespaces(4026532200L)));
    }

    private static FixtureHost group(FixtureHost host, String name) {
        return host.file("/proc/self/cgroup", "0::/system.slice/" + name + "\n");
    }

    private static FixtureHost first(FixtureHost host, String container) {
        return host.file("/proc/1/environ", "container=" + container + "\0");
    }

    @TestFactory
    Stream<DynamicTest> isFoundByItsSignals() {
        Map<String, Technology> known = new TreeMap<>();
        FIXTURES.keySet().forEach(technology -> known.put(technology.id(), technology));
        return known.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
    }

    private void check(Technology technology) {
        Fixture fixture = requireNonNull(FIXTURES.get(technology));
        FixtureHost host = fixture.host().apply(FixtureHost.in(directory.resolve(technology.id())));

        assertThat(Names.of(host)).as(fixture.source()).isEqualTo(fixture.expected());
        assertThat(String.join(" ", fixture.expected()).split("[ /]")).contains(technology.id());
    }

    @Test
    void isFoundAmongProcessesWhereItCarriesOneProgram() {
        WORKLOADS.forEach((technology, words) -> {
            FixtureHost host = FixtureHost.in(directory.resolve(technology.id()))
                    .machine("x86_64")
                    .file("/proc/42/cmdline", words);
            assertThat(HostInspector.of(host.build()).workloads().found())
                    .singleElement()
                    .satisfies(workload -> assertThat(workload.technology()).isEqualTo(technology));
        });
    }

    /** A technology that is added needs a fixture. */
    @Test
    void isTestedWhateverItIs() {
        assertThat(Technology.known())
                .allSatisfy(
                        technology -> assertThat(FIXTURES.containsKey(technology) || WORKLOADS.containsKey(technology))
                                .as("a fixture for %s", technology)
                                .isTrue());
    }
}
