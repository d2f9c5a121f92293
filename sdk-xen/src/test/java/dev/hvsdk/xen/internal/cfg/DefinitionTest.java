/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("xen").operation("create");

    private static CfgFile file(XenGuestKind type, UnaryOperator<GuestSpec.Builder> parts) {
        return Definition.of(parts.apply(GuestSpec.builder("web")).build(), type, ABOUT);
    }

    private static dev.hvsdk.api.DiskSpec.Builder disk(String source) {
        return dev.hvsdk.api.DiskSpec.builder(source);
    }

    @Test
    void writesAGuestOfPvWithItsKernel() {
        CfgFile file = file(
                XenGuestKind.PV,
                spec -> spec.memory(MemorySize.ofMebibytes(256))
                        .vcpus(2)
                        .boot(BootSource.kernel("/boot/k", "/boot/i", "root=/dev/xvda say=\"a b\""))
                        .disk(disk("/dev/vg/web").build())
                        .disk(disk("/srv/a,b.qcow2")
                                .format("qcow2")
                                .readOnly(true)
                                .build())
                        .nic(NicSpec.builder("xenbr0").mac("00:16:3e:00:00:01").build()));
        assertThat(file.text()).isEqualTo("""
                        name = "web"
                        type = "pv"
                        memory = 256
                        vcpus = 2
                        kernel = "/boot/k"
                        ramdisk = "/boot/i"
                        cmdline = "root=/dev/xvda say=\\"a b\\""
                        disk = [ "format=raw,vdev=xvda,access=rw,target=/dev/vg/web", \
                        "format=qcow2,vdev=xvdb,access=ro,target=/srv/a,b.qcow2" ]
                        vif = [ "mac=00:16:3e:00:00:01,bridge=xenbr0" ]
                        """);
    }

    @Test
    void writesAGuestOfPvhThatPygrubStarts() {
        CfgFile file = file(XenGuestKind.PVH, spec -> spec.disk(disk("/a").build()));
        assertThat(file.findText("type")).contains("pvh");
        assertThat(file.findText("bootloader")).contains("pygrub");
        assertThat(file.findText("memory")).contains("512");
        assertThat(file.find("vnc")).isEmpty();
    }

    @Test
    void writesAGuestOfHvmThatStartsFromACd() {
        CfgFile file = file(
                XenGuestKind.HVM,
                spec -> spec.boot(BootSource.cdrom("/srv/cd.iso"))
                        .disk(disk("/a").build())
                        .disk(disk("/b").bus("ide").build())
                        .disk(disk("/c").build())
                        .nic(NicSpec.builder("xenbr0").model("e1000").build())
                        .nic(NicSpec.builder("xenbr1").model("xen").build()));
        CfgGuest guest = CfgGuest.of(CfgFile.parse(file.bytes()));
        guest.check();
        assertThat(guest.type()).isEqualTo(XenGuestKind.HVM);
        assertThat(guest.disks()).extracting(DiskSpec::vdev).containsExactly("xvda", "hdb", "xvdd", "hdc");
        assertThat(guest.disks()).extracting(DiskSpec::isCdrom).containsExactly(false, false, false, true);
        assertThat(file.texts("vif")).containsExactly("bridge=xenbr0,model=e1000", "bridge=xenbr1,type=vif");
        assertThat(file.findText("boot")).contains("dc");
        assertThat(guest.serials()).containsExactly("pty");
        assertThat(guest.findVnc()).isEmpty();
    }

    @Test
    void writesPciDevices() {
        assertThat(file(XenGuestKind.PV, DefinitionTest::withPciDevice).texts("pci"))
                .containsExactly("0000:3b:00.1");
    }

    private static GuestSpec.Builder withPciDevice(GuestSpec.Builder spec) {
        return spec.device(PciDevice.builder(PciAddress.parse("3b:00.1")).build());
    }

    @Test
    void writesFirmwareOfHvm() {
        CfgFile uefi = file(XenGuestKind.HVM, spec -> spec.boot(BootSource.uefiDisk()));
        assertThat(uefi.findText("bios")).contains("ovmf");
        assertThat(file(XenGuestKind.HVM, spec -> spec).find("bios")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refuses(XenGuestKind type, UnaryOperator<GuestSpec.Builder> parts, Reason reason, String why) {
        assertThatThrownBy(() -> file(type, parts))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(why);
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                no("a CD for PV", XenGuestKind.PV, spec -> spec.boot(BootSource.cdrom("/a")), "no firmware"),
                no("a CD for PVH", XenGuestKind.PVH, spec -> spec.boot(BootSource.cdrom("/a")), "no firmware"),
                no("UEFI for PV", XenGuestKind.PV, spec -> spec.boot(BootSource.uefiDisk()), "no firmware"),
                notYet("UEFI for PVH", XenGuestKind.PVH, spec -> spec.boot(BootSource.uefiDisk()), "UEFI"),
                no("an image", XenGuestKind.HVM, spec -> spec.boot(BootSource.image("a", List.of())), "container"),
                no("a pool", XenGuestKind.PV, spec -> spec.disk(disk("p/v").build()), "pools"),
                no("a path for a CD", XenGuestKind.HVM, spec -> spec.boot(BootSource.cdrom("a.iso")), "absolute path"),
                no(
                        "a format",
                        XenGuestKind.PV,
                        spec -> spec.disk(disk("/a").format("vmdk").build()),
                        "format vmdk"),
                no(
                        "a bus",
                        XenGuestKind.HVM,
                        spec -> spec.disk(disk("/a").bus("virtio").build()),
                        "disk on virtio"),
                no(
                        "IDE for PV",
                        XenGuestKind.PV,
                        spec -> spec.disk(disk("/a").bus("ide").build()),
                        "disk on ide"),
                notYet("a disk to be made", XenGuestKind.PV, DefinitionTest::newDisk, "xl makes no disk"),
                notYet("many disks", XenGuestKind.PV, DefinitionTest::manyDisks, "more than 26"),
                no(
                        "a card",
                        XenGuestKind.PVH,
                        spec -> spec.nic(NicSpec.builder("b").model("e1000").build()),
                        "e1000"),
                no(
                        "a card of HVM",
                        XenGuestKind.HVM,
                        spec -> spec.nic(NicSpec.builder("b").model("a,b").build()),
                        "a,b"),
                no(
                        "more in a bridge",
                        XenGuestKind.PV,
                        spec -> spec.nic(NicSpec.builder("b,script=/x").build()),
                        "comma"),
                no("half a MiB", XenGuestKind.PV, spec -> spec.memory(MemorySize.ofKibibytes(1536)), "MiB"),
                no("no memory", XenGuestKind.PV, spec -> spec.memory(MemorySize.ZERO), "MiB"),
                no("a PCI device for PVH", XenGuestKind.PVH, DefinitionTest::withPciDevice, "no PCI device"),
                notYet(
                        "a node",
                        XenGuestKind.PV,
                        s -> s.device(DeviceNode.builder("/dev/a").build()),
                        "kind node"));
    }

    private static GuestSpec.Builder newDisk(GuestSpec.Builder spec) {
        return spec.disk(disk("/a").size(MemorySize.ofGibibytes(1)).build());
    }

    private static GuestSpec.Builder manyDisks(GuestSpec.Builder spec) {
        for (int i = 0; i < 27; i++) {
            spec.disk(disk("/" + i).build());
        }
        return spec;
    }

    private static Arguments no(String name, XenGuestKind type, UnaryOperator<GuestSpec.Builder> parts, String why) {
        return argumentSet(name, type, parts, Reason.NO_SUCH_CONCEPT, why);
    }

    private static Arguments notYet(
            String name, XenGuestKind type, UnaryOperator<GuestSpec.Builder> parts, String why) {
        return argumentSet(name, type, parts, Reason.NOT_IMPLEMENTED, why);
    }

    @Test
    void refusesANameThatXlTakesForANumber() {
        GuestSpec spec = GuestSpec.builder("42").build();
        assertThatThrownBy(() -> Definition.of(spec, XenGuestKind.PV, ABOUT))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("digits");
    }

    @Test
    void refusesAZeroCharacter() {
        GuestSpec spec = GuestSpec.builder("a\0").build();
        assertThatThrownBy(() -> Definition.of(spec, XenGuestKind.PV, ABOUT))
                .isInstanceOf(HypervisorException.Unsupported.class);
    }
}
