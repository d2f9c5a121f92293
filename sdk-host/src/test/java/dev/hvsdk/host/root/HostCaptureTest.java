/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.internal.detect.Findings;
import dev.hvsdk.host.internal.device.DeviceReader;
import dev.hvsdk.host.internal.feature.FeatureProber;
import dev.hvsdk.host.internal.memory.MemoryReader;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import dev.hvsdk.host.testing.Readings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCaptureTest {
    private static final String UUID = "12345678-9abc-def0-1234-56789abcdef0";

    @TempDir
    Path directory;

    private Path target() {
        return directory.resolve("capture");
    }

    private FixtureHost host() {
        return FixtureHost.in(directory.resolve("host"));
    }

    private HostRoot captured(HostRoot host) {
        return HostRoot.captured(HostCapture.of(host).write(target()).directory());
    }

    private HostRoot masked(HostRoot host) {
        return HostRoot.captured(
                HostCapture.of(host).maskingIdentifiers().write(target()).directory());
    }

    private static String text(HostRoot host, String path) {
        return host.files().text(path).value().orElseThrow();
    }

    /** Everything in a tree: paths, and the contents of files or the targets of links. */
    private static Map<String, String> contents(Path tree) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                contents.put(tree.relativize(path).toString(), content(path));
            }
        }
        return contents;
    }

    private static String content(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? "directory"
                : new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void assertSameAnswers(HostRoot capture, HostRoot host) {
        Findings captured = Detector.detect(capture);
        Findings live = Detector.detect(host);

        assertThat(Readings.describe(captured.layers())).isEqualTo(Readings.describe(live.layers()));
        assertThat(captured.platforms()).isEqualTo(live.platforms());
        assertThat(Readings.describe(Hardware.of(capture).cpu()))
                .isEqualTo(Readings.describe(Hardware.of(host).cpu()));
        assertThat(Readings.describe(FeatureProber.probe(Hardware.of(capture), captured.layers())))
                .isEqualTo(Readings.describe(FeatureProber.probe(Hardware.of(host), live.layers())));
        assertThat(Readings.describe(MemoryReader.read(capture).hugePages()))
                .isEqualTo(Readings.describe(MemoryReader.read(host).hugePages()));
        assertThat(Readings.describe(DeviceReader.read(capture))).isEqualTo(Readings.describe(DeviceReader.read(host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd", "linux-vtd-vfs", "linux-vtd-vfio", "linux-amdvi", "xen-dom0-amdvi"})
    void givesTheSameAnswersAsTheHostItWasMadeOf(String name) {
        HostRoot host = CapturedHosts.read(name);

        assertSameAnswers(captured(host), host);
    }

    @Test
    void givesTheSameAnswersAsTheLiveMachine() {
        assertSameAnswers(captured(HostRoot.live()), HostRoot.live());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd-vfio", "xen-dom0-amdvi"})
    void isTheSameWhenACaptureIsCaptured(String name) throws IOException {
        HostCapture.of(CapturedHosts.read(name)).write(target());
        HostCapture.of(HostRoot.captured(target())).write(directory.resolve("again"));

        assertThat(contents(directory.resolve("again"))).isEqualTo(contents(target()));
    }

    @Test
    void keepsEveryFact() {
        HostFacts facts = captured(HostRoot.of(
                        directory,
                        RecordedFacts.builder()
                                .machine("x86_64")
                                .operatingSystem("Linux")
                                .cpuid(0, 0, new CpuidLeaf(1, 0x756e6547, 0x6c65746e, 0x49656e69))
                                .cpuid(1, 0, new CpuidLeaf(-1, 2, 3, 4))
                                .cpuid(0x40000000, 0, new CpuidLeaf(0x40000001, 1, 2, 3))
                                .msr(0x3a, 5)
                                .msr(0xc0010114, -1)
                                .dmi("sys_vendor", "QEMU")
                                .namespace("pid", 4026531836L)
                                .uid(0)
                                .kvm(new KvmProbe(12, true))
                                .sysctl("kern.vm_guest", "none")
                                .zoneName("global")
                                .environment("container", "lxc")
                                .build()))
                .facts();

        assertThat(facts.machine()).isEqualTo(Fact.known("x86_64"));
        assertThat(facts.operatingSystem()).isEqualTo(Fact.known("Linux"));
        assertThat(facts.cpuid(1, 0)).isEqualTo(Fact.known(new CpuidLeaf(-1, 2, 3, 4)));
        assertThat(facts.cpuid(0x40000000, 0).isKnown()).isTrue();
        assertThat(facts.msr(0x3a)).isEqualTo(Fact.known(5L));
        assertThat(facts.msr(0xc0010114)).isEqualTo(Fact.known(-1L));
        assertThat(facts.dmi("sys_vendor")).isEqualTo(Fact.known("QEMU"));
        assertThat(facts.namespace("pid")).isEqualTo(Fact.known(4026531836L));
        assertThat(facts.uid()).isEqualTo(Fact.known(0));
        assertThat(facts.kvm()).isEqualTo(Fact.known(new KvmProbe(12, true)));
        assertThat(facts.sysctl("kern.vm_guest")).isEqualTo(Fact.known("none"));
        assertThat(facts.zoneName()).isEqualTo(Fact.known("global"));
        assertThat(facts.environment("container")).isEqualTo(Fact.known("lxc"));
    }

    @Test
    void keepsWhyKvmCouldNotBeAsked() {
        Fact<KvmProbe> denied = Fact.unknown(Fact.Reason.DENIED, "no permission to read /dev/kvm");
        RecordedFacts facts = RecordedFacts.builder()
                .kvmProblem(Fact.Reason.DENIED, "no permission to read /dev/kvm")
                .build();

        assertThat(captured(HostRoot.of(directory, facts)).facts().kvm()).isEqualTo(denied);
    }

    @Test
    void keepsWhatNamesTheMonitorInTablesAndTheTracer() {
        HostRoot host = host().machine("x86_64")
                .file("/sys/firmware/acpi/tables/FACP", "FACP\0\0\0\0\1\0OTHERS      ")
                .file("/sys/firmware/acpi/tables/DSDT", "DSDT\0\0\0\0\1\0CLOUDH" + "secret".repeat(20))
                .file("/proc/bus/pci/devices", "0010\t80eebeef\t12\t          e0000008\t0\tvboxvideo\n")
                .file("/proc/self/status", "Uid:\t0\t0\t0\t0\nTracerPid:\t41\n")
                .file("/proc/41/comm", "proot-x86_64\n")
                .build();
        HostRoot capture = captured(host);

        assertSameAnswers(capture, host);
        assertThat(text(capture, "/proc/bus/pci/devices")).isEqualTo("0010\t80eebeef\t\n");
        assertThat(text(capture, "/sys/firmware/acpi/tables/DSDT")).hasSize(64);
        assertThat(text(capture, "/proc/41/comm")).isEqualTo("proot-x86_64\n");
    }

    @Test
    void keepsWhoMayOpenKvm() {
        DeviceAccess access = new DeviceAccess("kvm", true);
        RecordedFacts facts = RecordedFacts.builder()
                .kvmProblem(Fact.Reason.DENIED, "no permission to read /dev/kvm")
                .kvmAccess(access)
                .build();

        assertThat(captured(HostRoot.of(directory, facts)).facts().kvmAccess()).isEqualTo(Fact.known(access));
    }

    @Test
    void keepsOnlyParametersOfVirtualization() {
        HostRoot host = host().file(
                        "/proc/cmdline",
                        "root=/dev/sda1 intel_iommu=on kvm-intel.nested=1 token=hunter2 kvm.x=2 pci=noats quiet iommu=pt\n")
                .build();

        assertThat(text(captured(host), "/proc/cmdline"))
                .isEqualTo("intel_iommu=on kvm-intel.nested=1 kvm.x=2 pci=noats iommu=pt\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "intel_iommu=on -- kvm.password=1 intel_iommu=off | intel_iommu=on",
                "note=\"my kvm.nested=1 secret\" iommu=pt | iommu=pt",
                "\"secret kvm.x=1\" iommu=pt | iommu=pt",
                "kvm.note=\"two words\" quiet | kvm.note=\"two words\"",
                "xen_password=1 kvmsecret=2 vfio_token=3 iommu.key=4 xen_nopv vfio-pci.ids=8086:1 | xen_nopv vfio-pci.ids=8086:1"
            })
    void takesTheCommandLineApartAsTheKernelDoes(String line, String kept) {
        assertThat(text(captured(host().file("/proc/cmdline", line + "\n").build()), "/proc/cmdline"))
                .isEqualTo(kept + "\n");
    }

    @Test
    void keepsNoNamesOfVolumesAndServers() {
        HostRoot host = host().file("/proc/self/mountinfo", """
                        25 1 253:0 / / rw - ext4 /dev/mapper/acme-root rw
                        26 25 0:40 / /run/a rw - cifs //server/share rw
                        27 25 0:41 / /run/b rw - nfs4 server:/home rw
                        28 25 8:1 / /boot rw - ext4 /dev/disk/by-label/acme rw
                        29 25 0:42 / /etc/x rw - zfs acme/ROOT/debian rw
                        30 25 8:2 / /srv rw - ext4 /dev/sda2 rw
                        """)
                .file("/sys/class/block/dm-0/dm/name", "acme-root\n")
                .build();
        HostRoot capture = captured(host);

        assertThat(text(capture, "/proc/self/mountinfo")).isEqualTo("""
                        25 1 253:0 / / rw - ext4 /dev/mapper/mapped-1 rw
                        26 25 0:40 / /run/a rw - cifs cifs rw
                        27 25 0:41 / /run/b rw - nfs4 nfs4 rw
                        28 25 8:1 / /boot rw - ext4 /dev/named rw
                        29 25 0:42 / /etc/x rw - zfs pool/ROOT/system rw
                        30 25 8:2 / /srv rw - ext4 /dev/sda2 rw
                        """);
        assertThat(text(capture, "/sys/class/block/dm-0/dm/name")).isEqualTo("mapped-1\n");
    }

    @Test
    void callsSharedDirectoriesTheSameInTheirMountsAndDevices() {
        HostRoot host = host().file("/proc/self/mountinfo", """
                        25 1 8:1 / / rw - ext4 /dev/sda1 rw
                        26 25 0:40 / /mnt rw - 9p acme-home rw,trans=virtio
                        27 25 0:41 / /srv rw - virtiofs acme-data rw
                        """)
                .file("/sys/bus/virtio/drivers/9pnet_virtio/virtio3/mount_tag", "acme-home\0")
                .file("/sys/fs/virtiofs/0/tag", "acme-data\n")
                .build();
        HostRoot capture = captured(host);

        assertThat(text(capture, "/proc/self/mountinfo")).isEqualTo("""
                        25 1 8:1 / / rw - ext4 /dev/sda1 rw
                        26 25 0:40 / /mnt rw - 9p share-1 rw
                        27 25 0:41 / /srv rw - virtiofs share-2 rw
                        """);
        assertThat(text(capture, "/sys/bus/virtio/drivers/9pnet_virtio/virtio3/mount_tag"))
                .isEqualTo("share-1\n");
        assertThat(text(capture, "/sys/fs/virtiofs/0/tag")).isEqualTo("share-2\n");
    }

    @Test
    void doesNotSayWhoBuiltTheKernel() {
        HostRoot host = host().file("/proc/version", "Linux version 6.1 (alice@acme.example) (gcc 12) #1 SMP\n")
                .build();

        assertThat(text(captured(host), "/proc/version"))
                .isEqualTo("Linux version 6.1 (builder@host) (gcc 12) #1 SMP\n");
    }

    @Test
    void masksControlGroupsSoThatDetectionStillWorks() {
        String id = "0123456789abcdef".repeat(4);
        String pod = "12345678_9abc_def0_1234_56789abcdef0";
        HostRoot host = host().namespaces(7)
                .file(
                        "/proc/self/cgroup",
                        "0::/kubepods.slice/kubepods-pod" + pod + ".slice/cri-containerd-" + id + ".scope\n"
                                + "1:x:/user.slice/user-1007.slice/user@1007.service/app-acme-1.scope\n")
                .build();
        HostRoot masked = masked(host);

        assertThat(text(masked, "/proc/self/cgroup"))
                .doesNotContain(id, pod, "1007", "acme")
                .contains("cri-containerd-", "kubepods-pod00000000_0000");
        assertThat(Detector.detect(masked).layers())
                .extracting(layer -> layer.technology())
                .isEqualTo(Detector.detect(host).layers().stream()
                        .map(layer -> layer.technology())
                        .toList())
                .isNotEmpty();
    }

    @Test
    void keepsOnlyContainerVariablesOfAnEnvironment() {
        HostRoot host = host().file(
                        "/proc/1/environ", "HOME=/root\0container=lxc\0container_host_token=x\0PASSWORD=hunter2\0")
                .build();

        assertThat(text(captured(host), "/proc/1/environ")).isEqualTo("container=lxc\0");
    }

    @Test
    void keepsNothingThatIsNotInTheAllowList() throws IOException {
        HostRoot host = host().file("/etc/shadow", "root:x")
                .file("/proc/version", "Linux\n")
                .file("/sys/class/dmi/id/product_serial", "SN-1")
                .file("/sys/class/dmi/id/product_uuid", UUID)
                .file("/sys/class/net/eth0/address", "52:54:00:12:34:56")
                .file("/proc/self/environ", "PASSWORD=hunter2")
                .build();
        captured(host);

        assertThat(contents(target()).keySet())
                .containsExactlyInAnyOrder(
                        "",
                        "host.json",
                        "proc",
                        "proc/version",
                        "sys",
                        "sys/class",
                        "sys/class/net",
                        "sys/class/net/eth0");
    }

    @Test
    void leavesSerialNumbersOfTheCpuOut() {
        HostRoot host = host().file("/proc/cpuinfo", "Hardware\t: BCM2711\nSerial\t\t: 10000000abcdef01\n")
                .build();

        assertThat(text(captured(host), "/proc/cpuinfo")).isEqualTo("Hardware\t: BCM2711\n");
    }

    @Test
    void leavesRoutersAndOtherRoutesOut() {
        HostRoot host = host().file("/proc/net/route", """
                        Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
                        eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                        eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                        """).build();

        assertThat(text(captured(host), "/proc/net/route"))
                .isEqualTo("eth0\t00000000\t00000000\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    }

    @Test
    void leavesOptionsOfMountsOutButOfOverlays() {
        HostRoot host = host().file("/proc/self/mountinfo", """
                        25 1 8:1 / / rw - ext4 /dev/sda1 rw,secret=1
                        26 25 0:40 / /home/alice/remote rw - cifs //server/share rw,username=alice
                        27 25 0:41 / /run/x rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l
                        """).build();

        assertThat(text(captured(host), "/proc/self/mountinfo")).isEqualTo("""
                        25 1 8:1 / / rw - ext4 /dev/sda1 rw
                        27 25 0:41 / /run/x rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l
                        """);
    }

    @Test
    void keepsTheNamesOfThisHostsDevicesOnly() {
        HostRoot host = host().file("/usr/share/misc/pci.ids", """
                        1af4  Red Hat, Inc.
                        \t1041  Virtio network device
                        \t1042  Virtio block device
                        8086  Intel Corporation
                        \t1041  Another
                        """)
                .file("/sys/bus/pci/devices/0000:00:03.0/vendor", "0x1af4\n")
                .file("/sys/bus/pci/devices/0000:00:03.0/device", "0x1041\n")
                .build();

        assertThat(text(captured(host), "/usr/share/misc/pci.ids"))
                .isEqualTo("1af4  Red Hat, Inc.\n\t1041  Virtio network device\n");
    }

    @Test
    void keepsSerialNumbersOfUsbDevicesUnlessMasked() {
        HostRoot host = host().file("/sys/bus/usb/devices/1-1/idVendor", "0403\n")
                .file("/sys/bus/usb/devices/1-1/serial", "A50285BI\n")
                .build();

        assertThat(text(captured(host), "/sys/bus/usb/devices/1-1/serial")).isEqualTo("A50285BI\n");
        HostCapture.of(host).maskingIdentifiers().write(directory.resolve("masked"));
        assertThat(HostRoot.captured(directory.resolve("masked")).files().exists("/sys/bus/usb/devices/1-1/serial"))
                .isFalse();
    }

    @Test
    void masksIdentifiersTheSameWayEverywhere() throws IOException {
        HostRoot host = host().file("/sys/hypervisor/uuid", "ec2" + UUID.substring(3) + "\n")
                .link("/sys/bus/mdev/devices/" + UUID, "../../../devices/parent/" + UUID)
                .link("/sys/devices/parent/" + UUID + "/iommu_group", "../../../kernel/iommu_groups/3")
                .file("/proc/self/cgroup", "0::/machine/" + UUID + "/52:54:00:12:34:56\n")
                .build();
        HostRoot masked = masked(host);

        assertThat(contents(target()).toString()).doesNotContain(UUID).doesNotContain("52:54:00");
        assertThat(text(masked, "/sys/hypervisor/uuid")).startsWith("ec200000-0000-0000-0000-");
        String device = masked.files()
                .list("/sys/bus/mdev/devices")
                .value()
                .orElseThrow()
                .get(0);
        assertThat(masked.files()
                        .link("/sys/bus/mdev/devices/" + device + "/iommu_group")
                        .isKnown())
                .isTrue();
        assertThat(text(masked, "/proc/self/cgroup")).contains(device).contains("02:00:00:");
    }

    @Test
    void keepsThatSomethingIsThereAsAnEmptyFile() {
        HostRoot host = host().file("/.dockerenv", "something\n").build();

        assertThat(text(captured(host), "/.dockerenv")).isEmpty();
    }

    @Test
    void writesLinksThatStayInTheTree() throws IOException {
        HostRoot host = host().link("/sys/bus/pci/devices/0000:00:03.0", "/sys/devices/../../../../etc")
                .link("/sys/class/iommu/dmar0", "../../../../../../../tmp/x")
                .file("/etc/vendor", "0x1234\n")
                .file("/tmp/x/intel-iommu/cap", "1\n")
                .build();
        captured(host);

        assertThat(Files.readSymbolicLink(target().resolve("sys/bus/pci/devices/0000:00:03.0")))
                .isEqualTo(Path.of("../../../../etc"));
        assertThat(Files.readSymbolicLink(target().resolve("sys/class/iommu/dmar0")))
                .isEqualTo(Path.of("../../../tmp/x"));
        assertThat(target().resolve("etc/vendor")).hasContent("0x1234\n");
    }

    @Test
    void comesToAnEndInATreeOfLoops() {
        HostRoot host = host().link("/sys/bus/pci/devices/0000:00:03.0", "0000:00:03.0")
                .link("/sys/class/net/eth0", "../net/eth1")
                .link("/sys/class/net/eth1", "../net/eth0")
                .build();

        assertThat(DeviceReader.read(captured(host)).devices()).hasSize(1);
    }

    @Test
    void saysWhatItCouldNotRead() {
        assertThat(HostCapture.of(host().directory("/proc").build())
                        .write(target())
                        .limitations())
                .isEmpty();
    }

    @Test
    void refusesADirectoryThatIsNotEmpty() throws IOException {
        Files.createDirectories(target());
        Files.writeString(target().resolve("mine"), "");

        assertThatThrownBy(() -> captured(host().build()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is not empty");
        assertThat(contents(target())).containsOnlyKeys("", "mine");
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        Files.writeString(target(), "a file");

        assertThatThrownBy(() -> captured(host().build()))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining(target().toString());
    }

    @Test
    void takesAnyLineOfItsOwnAllowList() {
        assertThat(CaptureRule.all())
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(new CaptureFilter().apply(rule.filter(), "")).isNotNull());
    }
}
