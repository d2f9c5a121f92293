/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.DiskXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.InterfaceXml;
import dev.hvsdk.libvirt.xml.OsXml;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.internal.dom0.Dom0;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XenDomainTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("xen").operation("define");
    private static final BootSource KERNEL = BootSource.kernel("/boot/k", "/boot/i", "console=hvc0");
    private static final Set<XenGuestKind> ALL = EnumSet.allOf(XenGuestKind.class);

    private static DomainXml domain(Set<XenGuestKind> offered, UnaryOperator<GuestSpec.Builder> parts) {
        GuestSpec spec = parts.apply(GuestSpec.builder("web")).build();
        return new XenDomain(spec, offered, InterfaceXml::bridge, ABOUT).domain();
    }

    private static DomainXml domain(UnaryOperator<GuestSpec.Builder> parts) {
        return domain(ALL, parts);
    }

    private static XenOptions kind(XenGuestKind kind) {
        return XenOptions.builder().kind(kind).build();
    }

    private static DiskSpec disk(String source) {
        return DiskSpec.builder(source).build();
    }

    @Test
    void aKernelMakesAGuestOfPvhWhereTheCpuLetsIt() {
        assertThat(XenFamily.kind(domain(spec -> spec.boot(KERNEL)))).contains(XenGuestKind.PVH);
        assertThat(XenFamily.kind(domain(EnumSet.of(XenGuestKind.PV), spec -> spec.boot(KERNEL))))
                .contains(XenGuestKind.PV);
    }

    @Test
    void aDiskMakesAGuestOfHvmWhereTheCpuLetsIt() {
        assertThat(XenFamily.kind(domain(spec -> spec.disk(disk("/a"))))).contains(XenGuestKind.HVM);
        DomainXml paravirtualized = domain(EnumSet.of(XenGuestKind.PV), spec -> spec.disk(disk("/a")));
        assertThat(XenFamily.kind(paravirtualized)).contains(XenGuestKind.PV);
        assertThat(paravirtualized.bootloader()).contains("pygrub");
    }

    @Test
    void writesAGuestOfPvWithItsKernel() {
        DomainXml domain = domain(spec -> spec.boot(KERNEL)
                .memory(MemorySize.ofMebibytes(256))
                .vcpus(2)
                .disk(disk("/dev/vg/web"))
                .nic(NicSpec.builder("xenbr0").build())
                .with(kind(XenGuestKind.PV)));
        OsXml os = domain.os().orElseThrow();
        assertThat(domain.type()).contains("xen");
        assertThat(os.type()).contains("xen");
        assertThat(os.machine()).contains("xenpv");
        assertThat(os.kernel()).contains("/boot/k");
        assertThat(domain.bootloader()).isEmpty();
        assertThat(domain.features()).isEmpty();
        assertThat(domain.disks()).extracting(DiskXml::target).containsExactly(Optional.of("xvda"));
        assertThat(domain.interfaces()).extracting(InterfaceXml::source).containsExactly(Optional.of("xenbr0"));
        assertThat(domain.devices(CharacterXml.class))
                .extracting(CharacterXml::targetType)
                .containsExactly(Optional.of("xen"));
    }

    @Test
    void writesTheMachineOfHvm() {
        DomainXml domain = domain(spec -> spec.disk(disk("/a"))
                .boot(BootSource.cdrom("/cd.iso"))
                .with(XenOptions.builder()
                        .kind(XenGuestKind.HVM)
                        .vnc(true)
                        .deviceModel("/usr/bin/qemu")
                        .build()));
        assertThat(domain.os().orElseThrow().bootDevices()).containsExactly("cdrom", "hd");
        assertThat(domain.features()).containsExactly("acpi", "apic", "pae");
        assertThat(domain.emulator()).contains("/usr/bin/qemu");
        assertThat(domain.devices(CharacterXml.class))
                .extracting(CharacterXml::kind)
                .containsExactly("serial");
        assertThat(domain.toXml()).contains("127.0.0.1");
    }

    @Test
    void noTwoDisksHaveOneNumber() {
        DomainXml domain = domain(spec -> spec.disk(disk("/a"))
                .disk(DiskSpec.builder("/b").bus("ide").build())
                .disk(DiskSpec.builder("/c").bus("scsi").build())
                .boot(BootSource.cdrom("/cd.iso"))
                .with(kind(XenGuestKind.HVM)));
        assertThat(domain.disks())
                .extracting(disk -> disk.target().orElseThrow())
                .containsExactly("xvda", "hdb", "sdc", "hdd");
    }

    @Test
    void leavesRoomToGrow() {
        DomainXml domain = domain(spec -> spec.boot(KERNEL)
                .memory(MemorySize.ofMebibytes(256))
                .vcpus(1)
                .with(XenOptions.builder()
                        .maxMemory(MemorySize.ofGibibytes(1))
                        .maxVcpus(4)
                        .build()));
        assertThat(domain.memory()).contains(MemorySize.ofGibibytes(1));
        assertThat(domain.currentMemory()).contains(MemorySize.ofMebibytes(256));
        assertThat(domain.vcpus()).hasValue(1);
        assertThat(domain.maxVcpus()).hasValue(4);
    }

    @Test
    void tellsTheBootloaderWhatItIsTold() {
        DomainXml domain = domain(spec -> spec.disk(disk("/a"))
                .with(XenOptions.builder()
                        .kind(XenGuestKind.PVH)
                        .bootloader("/opt/pygrub")
                        .bootloaderArguments(List.of("-q", "-n"))
                        .build()));
        assertThat(domain.bootloader()).contains("/opt/pygrub");
        assertThat(domain.element().child("bootloader_args").orElseThrow().text())
                .isEqualTo("-q -n");
    }

    @Test
    void switchesHardwareAssistedPagingOff() {
        DomainXml domain = domain(spec -> spec.boot(KERNEL)
                .with(XenOptions.builder()
                        .kind(XenGuestKind.HVM)
                        .hardwareAssistedPaging(false)
                        .build()));
        assertThat(domain.toXml()).contains("<hap state='off'/>");
        assertThat(domain.features()).contains("acpi", "hap");
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refuses(UnaryOperator<GuestSpec.Builder> parts, Reason reason, String why) {
        assertThatThrownBy(() -> domain(parts))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(why);
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                no(
                        "a CD for PV",
                        "no firmware",
                        spec -> spec.boot(BootSource.cdrom("/a")).with(kind(XenGuestKind.PV))),
                no(
                        "UEFI for PVH",
                        "no firmware",
                        spec -> spec.boot(BootSource.uefiDisk()).with(kind(XenGuestKind.PVH))),
                no("an image", "container image", spec -> spec.boot(BootSource.image("a", List.of()))),
                no("an extension", "Other", spec -> spec.with(new Other())),
                no("a device for PVH", "passes no devices", XenDomainTest::withDevice),
                no(
                        "a screen for PVH",
                        "no screen",
                        spec -> spec.boot(KERNEL)
                                .with(XenOptions.builder()
                                        .kind(XenGuestKind.PVH)
                                        .vnc(true)
                                        .build())),
                no(
                        "a bootloader for HVM",
                        "has firmware",
                        spec -> spec.with(XenOptions.builder()
                                .kind(XenGuestKind.HVM)
                                .bootloader("pygrub")
                                .build())),
                no(
                        "a device model for PV",
                        "no emulated devices",
                        spec -> spec.boot(KERNEL)
                                .with(XenOptions.builder()
                                        .kind(XenGuestKind.PV)
                                        .deviceModel("/q")
                                        .build())),
                no(
                        "shadow tables for PV",
                        "by nobody",
                        spec -> spec.boot(KERNEL)
                                .with(XenOptions.builder()
                                        .kind(XenGuestKind.PV)
                                        .hardwareAssistedPaging(false)
                                        .build())),
                no(
                        "a read-only disk for HVM",
                        "no read-only disks",
                        spec -> spec.disk(DiskSpec.builder("/a").readOnly(true).build())),
                no(
                        "too small a maximum",
                        "more than it may have",
                        spec -> spec.vcpus(2)
                                .with(XenOptions.builder().maxVcpus(1).build())),
                no("a fifth disk on IDE", "no disk number 4", XenDomainTest::withFiveDisks),
                argumentSet(
                        "a stub domain",
                        (UnaryOperator<GuestSpec.Builder>) XenDomainTest::withStubDomain,
                        Reason.NOT_IMPLEMENTED,
                        "no stub domains"));
    }

    private static GuestSpec.Builder withStubDomain(GuestSpec.Builder spec) {
        return spec.with(XenOptions.builder().stubDomain(true).build());
    }

    private static GuestSpec.Builder withDevice(GuestSpec.Builder spec) {
        return spec.boot(KERNEL)
                .device(PciDevice.builder(PciAddress.parse("3b:00.1")).build());
    }

    private static GuestSpec.Builder withFiveDisks(GuestSpec.Builder spec) {
        for (int i = 0; i < 5; i++) {
            spec.disk(DiskSpec.builder("/" + i).bus("ide").build());
        }
        return spec.with(kind(XenGuestKind.HVM));
    }

    private record Other() implements GuestExtension {}

    private static Arguments no(String name, String why, UnaryOperator<GuestSpec.Builder> parts) {
        return argumentSet(name, parts, Reason.NO_SUCH_CONCEPT, why);
    }

    @Test
    void refusesAKindThatTheHostDoesNotRun() {
        assertThatThrownBy(() -> domain(EnumSet.of(XenGuestKind.PV), spec -> spec.with(kind(XenGuestKind.HVM))))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("no guests of the kind hvm")
                .hasMessageContaining("VT-x or AMD-V");
    }

    @Test
    void aHostOffersWhatItsCapabilitiesName() {
        String guests = "<guest><os_type>xen</os_type></guest><guest><os_type>xenpvh</os_type></guest>";
        assertThat(XenDomain.kinds(CapabilitiesXml.parse("<capabilities>" + guests + "</capabilities>")))
                .containsExactlyInAnyOrder(XenGuestKind.PV, XenGuestKind.PVH);
    }

    @Test
    void tellsDom0FromGuests() {
        XenFamily family = new XenFamily();
        assertThat(family.variant("<domain type='xen'><uuid>00000000-0000-0000-0000-000000000000</uuid>"
                        + "<os><type>linux</type></os></domain>"))
                .contains("dom0");
        assertThat(family.variant("<domain type='xen'><os><type>linux</type></os></domain>"))
                .contains("pv");
        assertThat(family.untouchable(Dom0.ID)).isPresent();
    }

    @Test
    void asksByXensControlNodeAndMachinesByTheirButtonToo() {
        XenFamily family = new XenFamily();
        assertThat(family.shutdownMethods(DomainXml.parse("<domain type='xen'><os><type>xenpvh</type></os></domain>")))
                .containsExactly(ShutdownMethod.AGENT);
        assertThat(family.shutdownMethods(DomainXml.parse("<domain type='xen'><os><type>hvm</type></os></domain>")))
                .containsExactly(ShutdownMethod.AGENT, ShutdownMethod.ACPI);
        assertThat(family.shutdownFlag(ShutdownMethod.AGENT)).isEqualTo(16);
        assertThat(family.shutdownFlag(ShutdownMethod.ACPI)).isEqualTo(1);
    }

    @Test
    void saysHowAParavirtualizedGuestMovesThatCannotMoveWhileItRuns() {
        assertThat(new XenFamily().liveMigrationRemedy(ofKind("pv")).orElseThrow())
                .contains("offline(true)");
        assertThat(new XenFamily().liveMigrationRemedy(ofKind("pvh"))).isEmpty();
    }

    private static GuestInfo ofKind(String kind) {
        return GuestInfo.builder(GuestId.of("web"), "web", GuestState.RUNNING)
                .variant(kind)
                .build();
    }
}
