/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.XenGuestKind;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CfgGuestTest {
    private static CfgGuest guest(String text) {
        return CfgGuest.of(CfgFile.parse(text));
    }

    @Test
    void readsAGuestOfPv() {
        CfgGuest guest = guest("""
                name = 'web'
                uuid = '45b60f51-88a9-47a8-a3b3-5e66d71b2283'
                memory = 256
                maxmem = "1024"
                vcpus = 2
                maxvcpus = 4
                kernel = '/boot/vmlinuz'
                ramdisk = '/boot/initrd'
                root = '/dev/xvda1'
                extra = 'quiet'
                on_crash = 'coredump-restart'
                vfb = [ 'type=vnc, vnclisten=0.0.0.0, vncdisplay=7, vncpasswd=secret' ]
                """);
        guest.check();
        assertThat(guest.name()).contains("web");
        assertThat(guest.uuid()).contains(UUID.fromString("45b60f51-88a9-47a8-a3b3-5e66d71b2283"));
        assertThat(guest.type()).isEqualTo(XenGuestKind.PV);
        assertThat(guest.memory()).contains(MemorySize.ofMebibytes(256));
        assertThat(guest.maxMemory()).contains(MemorySize.ofMebibytes(1024));
        assertThat(guest.vcpus()).isEqualTo(2);
        assertThat(guest.maxVcpus()).isEqualTo(4);
        assertThat(guest.findKernel()).contains("/boot/vmlinuz");
        assertThat(guest.findRamdisk()).contains("/boot/initrd");
        assertThat(guest.findCommandLine()).contains("root=/dev/xvda1 quiet");
        assertThat(guest.onPoweroff()).isEqualTo(AfterEvent.DESTROY);
        assertThat(guest.onReboot()).isEqualTo(AfterEvent.RESTART);
        assertThat(guest.onCrash()).isEqualTo(AfterEvent.COREDUMP_RESTART);
        assertThat(guest.findVnc()).contains(new VncSpec("0.0.0.0", 7, true));
    }

    @Test
    void knowsWhatAFileLeavesOut() {
        CfgGuest guest = guest("name = 'x'");
        guest.check();
        assertThat(guest.uuid()).isEmpty();
        assertThat(guest.memory()).isEmpty();
        assertThat(guest.vcpus()).isEqualTo(1);
        assertThat(guest.maxVcpus()).isEqualTo(1);
        assertThat(guest.findCommandLine()).isEmpty();
        assertThat(guest.findVnc()).isEmpty();
        assertThat(guest("type = 'hvm'").findVnc()).contains(new VncSpec(null, null, false));
    }

    @ParameterizedTest
    @MethodSource("types")
    void tellsTypes(String text, XenGuestKind type) {
        assertThat(guest(text).type()).isEqualTo(type);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                argumentSet("none", "", XenGuestKind.PV),
                argumentSet("type pv", "type='pv'", XenGuestKind.PV),
                argumentSet("type pvh", "type='pvh'", XenGuestKind.PVH),
                argumentSet("type hvm", "type='hvm'", XenGuestKind.HVM),
                argumentSet("builder hvm", "builder='hvm'", XenGuestKind.HVM),
                argumentSet("builder generic", "builder='generic'", XenGuestKind.PV),
                argumentSet("builder of xm", "builder='linux'", XenGuestKind.PV),
                argumentSet("both", "type='hvm'\nbuilder='hvm'", XenGuestKind.HVM));
    }

    @Test
    void ignoresTheOldWayToNameFirmware() {
        assertThat(guest("builder='hvm'\nkernel='/usr/lib/xen/boot/hvmloader'").findKernel())
                .isEmpty();
        assertThat(guest("builder='hvm'\nkernel='/boot/k'").findKernel()).contains("/boot/k");
    }

    @Test
    void takesTheCommandLineBeforeItsParts() {
        assertThat(guest("cmdline='a'\nroot='b'\nextra='c'").findCommandLine()).contains("a");
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void refuses(String text, String why) {
        assertThatThrownBy(() -> guest("\n" + text).check())
                .isInstanceOf(UnreadableCfgException.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(why);
    }

    static Stream<Arguments> senseless() {
        return Stream.of(
                argumentSet("a type", "type='xen'", "type makes no sense: xen"),
                argumentSet("a builder", "builder='java'", "builder makes no sense"),
                argumentSet("a contradiction", "builder='hvm';type='pv'", "contradict"),
                argumentSet("a UUID", "uuid='1-2-3-4-5'", "uuid makes no sense"),
                argumentSet("no memory", "memory=0", "memory makes no sense: 0"),
                argumentSet("giant memory", "maxmem=99999999999", "maxmem makes no sense"),
                argumentSet("too many CPUs", "vcpus=65537", "vcpus makes no sense"),
                argumentSet("a list for a name", "memory=[1]", "memory is a list"),
                argumentSet("an action", "on_reboot='explode'", "on_reboot makes no sense"),
                argumentSet("a list within disks", "disk=[['x']]", "disk is a list"),
                argumentSet("a disk", "disk=['a']", "there is no vdev"),
                argumentSet("a MAC", "vif=['mac=1:2']", "no address"),
                argumentSet("a display", "vfb=['vncdisplay=x']", "no number of a display: x"),
                argumentSet("a display of HVM", "vncdisplay='99999';type='hvm'", "no number of a display: 99999"),
                argumentSet("a card", "vif=['bridge']", "no key and value"),
                argumentSet("a PCI device", "pci=['01:20.0']", "no PCI device"));
    }

    @Test
    void repeatsNoPassword() {
        CfgFile file = CfgFile.parse("vfb=['vncpasswd=swordfish,x']\nvncpasswd='swordfish'");
        assertThatThrownBy(() -> CfgGuest.of(file).check())
                .hasMessageStartingWith("line 1: it is no display, part 2")
                .hasMessageNotContaining("swordfish");
        assertThat(file).hasToString("2 keys");
    }

    @ParameterizedTest
    @MethodSource("pciDevices")
    void readsAndWritesPciDevices(String text, String written, boolean isWhole) {
        PciSpec device = PciSpec.parse(text);
        assertThat(device.written()).isEqualTo(written);
        assertThat(device.isWhole()).isEqualTo(isWhole);
        assertThat(PciSpec.parse(written)).isEqualTo(device);
    }

    static Stream<Arguments> pciDevices() {
        return Stream.of(
                argumentSet("short", "3:1.0", "0000:03:01.0", false),
                argumentSet("with options", "0000:02:00.0,permissive=1", "0000:02:00.0,permissive=1", false),
                argumentSet("with a slot", "02:00.0@5", "0000:02:00.0,vslot=5", false),
                argumentSet("named", "bdf=02:00.1", "0000:02:00.1", false),
                argumentSet("whole", "02:00.*", "0000:02:00.*", true));
    }

    @Test
    void readsNetworkCards() {
        VifSpec vif = VifSpec.parse(" mac = 00-16-3E-66-92-9C , bridge=ovsbr0:42, rate=10Mb/s,new=1");
        assertThat(vif.findMac()).contains("00:16:3e:66:92:9c");
        assertThat(vif.findBridge()).contains("ovsbr0:42");
        assertThat(vif.written()).isEqualTo("mac=00-16-3E-66-92-9C,bridge=ovsbr0:42,rate=10Mb/s,new=1");
        assertThat(VifSpec.parse("").findMac()).isEmpty();
    }
}
