/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTemplateTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("kvm");
    private static final DomainTemplate KVM = DomainTemplate.builder(
                    "kvm", OsXml.of("hvm").withArch("x86_64").withMachine("q35"), ERRORS)
            .diskDriver("qemu")
            .nicModel("virtio")
            .build();
    private static final DomainTemplate XEN = DomainTemplate.builder("xen", OsXml.of("xenpvh"), ERRORS)
            .diskBus("xen")
            .cdromBus("xen")
            .networks(InterfaceXml::bridge)
            .build();
    private static final DomainTemplate LXC = DomainTemplate.builder(
                    "lxc", OsXml.of("exe").withInit("/sbin/init", List.of()), ERRORS)
            .build();

    private static GuestSpec.Builder full() {
        return GuestSpec.builder("web")
                .vcpus(4)
                .memory(MemorySize.ofGibibytes(2))
                .disk(DiskSpec.builder("/images/a.qcow2").build())
                .disk(DiskSpec.builder("default/b.img")
                        .bus("sata")
                        .readOnly(true)
                        .build())
                .disk(DiskSpec.builder("/dev/vg/c").format("raw").build())
                .nic(NicSpec.builder("default")
                        .mac("52:54:00:12:34:56")
                        .model("e1000e")
                        .build())
                .nic(NicSpec.builder("lab").build())
                .device(PciDevice.builder(PciAddress.parse("0000:3b:00.0")).build());
    }

    static Stream<Arguments> specifications() {
        return Stream.of(
                Arguments.argumentSet(
                        "a name only", KVM, GuestSpec.builder("web").build()),
                Arguments.argumentSet("all of it", KVM, full().build()),
                Arguments.argumentSet(
                        "UEFI", KVM, full().boot(BootSource.uefiDisk()).build()),
                Arguments.argumentSet(
                        "a CD-ROM", KVM, full().boot(BootSource.cdrom("/d.iso")).build()),
                Arguments.argumentSet(
                        "a kernel",
                        KVM,
                        full().boot(BootSource.kernel("/vmlinuz", "/initrd", "console=ttyS0 a=\"b\""))
                                .build()),
                Arguments.argumentSet(
                        "PVH",
                        XEN,
                        GuestSpec.builder("dom")
                                .boot(BootSource.kernel("/vmlinuz", null, ""))
                                .disk(DiskSpec.builder("/a.img").build())
                                .nic(NicSpec.builder("xenbr0").build())
                                .build()),
                Arguments.argumentSet(
                        "a container", LXC, GuestSpec.builder("c1").build()));
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void writesValidDefinitions(DomainTemplate template, GuestSpec spec) {
        DomainXml domain = template.domain(spec);

        assertThat(Schemas.complaints("domain", domain.toXml()))
                .as(domain.toXml())
                .isEmpty();
        assertThat(DomainXml.parse(domain.toXml())).isEqualTo(domain);
    }

    @Test
    void writesAllThatIsAskedFor() {
        DomainXml domain = KVM.domain(full().boot(BootSource.cdrom("/d.iso")).build());

        assertThat(domain.vcpus()).hasValue(4);
        assertThat(domain.memory()).contains(MemorySize.ofGibibytes(2));
        assertThat(domain.disks())
                .extracting(disk -> disk.target().orElseThrow())
                .containsExactly("vda", "sda", "vdb", "sdb");
        assertThat(domain.disks()).extracting(DiskXml::type).containsExactly("file", "volume", "block", "file");
        assertThat(domain.disks())
                .extracting(disk -> disk.format().orElseThrow())
                .containsExactly("qcow2", "raw", "raw", "raw");
        assertThat(domain.disks()).extracting(DiskXml::readOnly).containsExactly(false, true, false, true);
        assertThat(domain.disks()).extracting(DiskXml::device).containsExactly("disk", "disk", "disk", "cdrom");
        assertThat(domain.os().orElseThrow().bootDevices()).containsExactly("cdrom", "hd");
        assertThat(domain.interfaces())
                .extracting(nic -> nic.model().orElseThrow())
                .containsExactly("e1000e", "virtio");
        assertThat(domain.hostdevs())
                .extracting(device -> device.pciAddress().orElseThrow())
                .containsExactly(PciAddress.parse("0000:3b:00.0"));
    }

    @Test
    void bootsAKernelWithItsArguments() {
        OsXml os = KVM.domain(GuestSpec.builder("k")
                        .boot(BootSource.kernel("/k", "/i", "a=1 <b> & 'c'"))
                        .build())
                .os()
                .orElseThrow();

        assertThat(os.kernel()).contains("/k");
        assertThat(os.initrd()).contains("/i");
        assertThat(os.commandLine()).contains("a=1 <b> & 'c'");
        assertThat(os.machine()).contains("q35");
    }

    @Test
    void namesMoreDisksThanThereAreLetters() {
        GuestSpec.Builder spec = GuestSpec.builder("many");
        IntStream.range(0, 30).forEach(i -> spec.disk(DiskSpec.builder("/d" + i).build()));

        assertThat(KVM.domain(spec.build()).disks())
                .extracting(disk -> disk.target().orElseThrow())
                .doesNotHaveDuplicates()
                .contains("vdz", "vdaa", "vdad");
    }

    @Test
    void makesDevicesForADomainThatIsThere() {
        DomainXml domain = KVM.domain(full().build());
        DiskXml removed = domain.findDisk("vda").orElseThrow();
        DomainXml changed = domain.withoutDevice(removed);

        assertThat(KVM.disk(DiskSpec.builder("/n.qcow2").build(), domain).target())
                .contains("vdc");
        assertThat(KVM.disk(DiskSpec.builder("/n.qcow2").build(), changed).target())
                .contains("vda");
        assertThat(KVM.nic(NicSpec.builder("lab").build()).model()).contains("virtio");
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> KVM.disk(DiskSpec.builder("nowhere").build(), domain));
    }

    static Stream<Arguments> strangeNames() {
        return Stream.of(
                        "a\"b'c",
                        "<name>",
                        "a&b;c",
                        "&amp;",
                        "]]>",
                        "<!--",
                        "..",
                        "$(reboot);`x`",
                        "tab\there",
                        " blanks ",
                        "ü漢",
                        "\ud83d\ude80",
                        "-rf",
                        "%s%n",
                        "x".repeat(251),
                        "ü".repeat(125))
                .map(name -> Arguments.argumentSet(name.length() > 20 ? "a long one" : name, name));
    }

    @ParameterizedTest
    @MethodSource("strangeNames")
    void keepsNamesUnchanged(String name) {
        DomainXml domain = KVM.domain(
                GuestSpec.builder(name).nic(NicSpec.builder(name).build()).build());
        DomainXml read = DomainXml.parse(domain.toXml());

        assertThat(read.name()).contains(name);
        assertThat(read.interfaces().get(0).source()).contains(name);
        assertThat(read.element().children())
                .hasSameSizeAs(KVM.domain(GuestSpec.builder("web")
                                .nic(NicSpec.builder("n").build())
                                .build())
                        .element()
                        .children());
        assertThat(Dom.of(domain.toXml()).getElementsByTagName("name").item(0).getTextContent())
                .isEqualTo(name);
        assertThat(DomainTemplate.nameObjection(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "../etc/passwd", "/", "a\nb", "a\rb", "a\u0000", "a\u001b[2J", "a\ufffe", "a\ud800"})
    void refusesNamesBeforeAnythingIsMade(String name) {
        GuestSpec spec = GuestSpec.builder(name).build();

        assertThatExceptionOfType(HypervisorException.Unsupported.class).isThrownBy(() -> KVM.domain(spec));
        assertThat(DomainTemplate.nameObjection(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {126, 128, 1000})
    void refusesNamesThatNoFileCanHave(int length) {
        GuestSpec spec = GuestSpec.builder("ü".repeat(length)).build();

        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> KVM.domain(spec))
                .withMessageContaining("at most 251 bytes");
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.argumentSet(
                        "a disk",
                        KVM,
                        control().disk(DiskSpec.builder("/a\u0007").build())),
                Arguments.argumentSet(
                        "a disk nowhere",
                        KVM,
                        control().disk(DiskSpec.builder("a.qcow2").build())),
                Arguments.argumentSet(
                        "a format",
                        KVM,
                        control().disk(DiskSpec.builder("/a").format("\u0001").build())),
                Arguments.argumentSet(
                        "a bus",
                        KVM,
                        control().disk(DiskSpec.builder("/a").bus("\u0001").build())),
                Arguments.argumentSet(
                        "a network",
                        KVM,
                        control().nic(NicSpec.builder("\u0001").build())),
                Arguments.argumentSet(
                        "a model",
                        KVM,
                        control().nic(NicSpec.builder("n").model("\u0001").build())),
                Arguments.argumentSet("a kernel", KVM, control().boot(BootSource.kernel("/k\u0001", null, ""))),
                Arguments.argumentSet("a command line", KVM, control().boot(BootSource.kernel("/k", null, "\u0001"))),
                Arguments.argumentSet("a CD-ROM", KVM, control().boot(BootSource.cdrom("\u0001"))),
                Arguments.argumentSet("an image", KVM, control().boot(BootSource.image("debian", List.of()))),
                Arguments.argumentSet(
                        "a node",
                        KVM,
                        control().device(DeviceNode.builder("/dev/fuse").build())),
                Arguments.argumentSet(
                        "a container's image", LXC, control().boot(BootSource.image("debian", List.of()))),
                Arguments.argumentSet(
                        "a container's disk",
                        LXC,
                        control().disk(DiskSpec.builder("/a").build())));
    }

    private static GuestSpec.Builder control() {
        return GuestSpec.builder("web");
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesWhatCannotBeDone(DomainTemplate template, GuestSpec.Builder spec) {
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> template.domain(spec.build()))
                .withMessageStartingWith("kvm: define guest web: ");
    }
}
