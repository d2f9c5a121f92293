/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigSpecTest {
    private static final MemorySize SIZE = MemorySize.ofMebibytes(8);

    private static Element of(GuestSpec.Builder spec, VsphereOptions options) {
        ErrorFactory about = ErrorFactory.of("vsphere").operation("define");
        return new ConfigSpec(about, "store", options, NetworkPlugs::plain).of(spec.build());
    }

    private static Element of(GuestSpec.Builder spec) {
        return of(spec, VsphereOptions.builder().build());
    }

    private static List<Element> added(Element config, String type) {
        return config.children("deviceChange")
                .flatMap(change -> change.find("device").stream())
                .filter(device -> device.type().filter(type::equals).isPresent())
                .toList();
    }

    /** Of VirtualMachineConfigSpec in vSphere 6.5: a server does not read what is out of order. */
    private static final List<String> ORDER = List.of(
            "name",
            "version",
            "guestId",
            "annotation",
            "files",
            "numCPUs",
            "numCoresPerSocket",
            "memoryMB",
            "memoryHotAddEnabled",
            "cpuHotAddEnabled",
            "deviceChange",
            "bootOptions",
            "firmware",
            "nestedHVEnabled");

    @Test
    void keepsTheOrderOfTheSchema() {
        VsphereOptions all = VsphereOptions.builder()
                .guestId("debian11_64Guest")
                .hardwareVersion(9)
                .firmware(VsphereOptions.Firmware.EFI)
                .secureBoot(true)
                .coresPerSocket(2)
                .cpuHotAdd(true)
                .memoryHotAdd(true)
                .nested(true)
                .note("for the web")
                .build();
        Element config = of(GuestSpec.builder("web").vcpus(4), all);
        assertThat(config.children().stream().map(Element::name).distinct()).containsExactlyElementsOf(ORDER);
        assertThat(config.text("version")).contains("vmx-09");
        assertThat(config.text("bootOptions", "efiSecureBootEnabled")).contains("true");
    }

    @Test
    void escapesTheThreeSignsOfNames() {
        assertThat(of(GuestSpec.builder("a/b%c\\d")).text("name")).contains("a%2fb%25c%5cd");
    }

    @Test
    void leavesOutThePlaceOfTheControllerItself() {
        GuestSpec.Builder spec = GuestSpec.builder("web");
        for (int i = 0; i < 15; i++) {
            spec.disk(DiskSpec.builder("store/" + i + ".vmdk").size(SIZE).build());
        }
        assertThat(added(of(spec), "VirtualDisk"))
                .extracting(disk -> disk.number("unitNumber").orElseThrow())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
        spec.disk(DiskSpec.builder("store/16.vmdk").size(SIZE).build());
        assertThatThrownBy(() -> of(spec)).isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void putsDisksOnTheBusesThatTheyName() {
        Element config = of(GuestSpec.builder("web")
                .disk(DiskSpec.builder("store/a.vmdk").bus("sata").build())
                .disk(DiskSpec.builder("store/b.vmdk").bus("nvme").build())
                .disk(DiskSpec.builder("store/c.vmdk").build()));
        List<Element> disks = added(config, "VirtualDisk");
        assertThat(disks.get(0).number("controllerKey"))
                .isEqualTo(added(config, "VirtualAHCIController").get(0).number("key"));
        assertThat(disks.get(1).number("controllerKey"))
                .isEqualTo(added(config, "VirtualNVMEController").get(0).number("key"));
        assertThat(disks.get(2).number("controllerKey"))
                .isEqualTo(added(config, "ParaVirtualSCSIController").get(0).number("key"));
        assertThat(disks).extracting(disk -> disk.number("key")).doesNotHaveDuplicates();
    }

    @Test
    void takesTheControllerThatIsAskedForAlsoForDisksThatNameItsBus() {
        VsphereOptions options = VsphereOptions.builder()
                .controller(VsphereOptions.Controller.LSILOGIC_SAS)
                .provisioning(VsphereOptions.Provisioning.EAGER_ZEROED)
                .build();
        Element config = of(
                GuestSpec.builder("web")
                        .disk(DiskSpec.builder("store/a.vmdk")
                                .bus("scsi")
                                .size(SIZE)
                                .build()),
                options);
        assertThat(added(config, "ParaVirtualSCSIController")).isEmpty();
        assertThat(added(config, "VirtualLsiLogicSASController")).hasSize(1);
        Element backing = added(config, "VirtualDisk").get(0).find("backing").orElseThrow();
        assertThat(backing.flag("thinProvisioned")).contains(false);
        assertThat(backing.flag("eagerlyScrub")).contains(true);
    }

    @Test
    void takesVolumesByTheirNamesAndFilesByTheirs() {
        Element config = of(GuestSpec.builder("web")
                .disk(DiskSpec.builder("store/web/a").build())
                .disk(DiskSpec.builder("store/web/b.vmdk").build())
                .disk(DiskSpec.builder("[other] c.vmdk").build()));
        assertThat(added(config, "VirtualDisk"))
                .extracting(disk -> disk.text("backing", "fileName").orElseThrow())
                .containsExactly("[store] web/a.vmdk", "[store] web/b.vmdk", "[other] c.vmdk");
    }

    @Test
    void givesCardsTheModelOfTheirOwnFirst() {
        VsphereOptions options = VsphereOptions.builder().nicModel("e1000").build();
        Element config = of(
                GuestSpec.builder("web")
                        .nic(NicSpec.builder("a").model("vmxnet3").build())
                        .nic(NicSpec.builder("b").build()),
                options);
        assertThat(added(config, "VirtualVmxnet3").get(0).text("backing", "deviceName"))
                .contains("a");
        assertThat(added(config, "VirtualE1000").get(0).text("backing", "deviceName"))
                .contains("b");
    }

    @Test
    void startsACdromByTheFirmwareThatIsAskedFor() {
        GuestSpec.Builder spec = GuestSpec.builder("web").boot(BootSource.cdrom("iso/debian.iso"));
        assertThat(of(spec).text("firmware")).contains("bios");
        VsphereOptions efi =
                VsphereOptions.builder().firmware(VsphereOptions.Firmware.EFI).build();
        Element config = of(spec, efi);
        assertThat(config.text("firmware")).contains("efi");
        assertThat(added(config, "VirtualCdrom").get(0).text("backing", "fileName"))
                .contains("[iso] debian.iso");
    }

    static Stream<Arguments> refused() {
        VsphereOptions none = VsphereOptions.builder().build();
        DiskSpec.Builder disk = DiskSpec.builder("store/a.vmdk");
        return Stream.of(
                argumentSet("a kernel", GuestSpec.builder("a").boot(BootSource.kernel("/k", null, "")), none),
                argumentSet(
                        "a disk of others",
                        GuestSpec.builder("a").disk(disk.format("qcow2").build()),
                        none),
                argumentSet(
                        "a bus of others",
                        GuestSpec.builder("a")
                                .disk(disk.format("vmdk").bus("virtio").build()),
                        none),
                argumentSet(
                        "no datastore",
                        GuestSpec.builder("a").disk(DiskSpec.builder("/a.vmdk").build()),
                        none),
                argumentSet(
                        "a card of others",
                        GuestSpec.builder("a")
                                .nic(NicSpec.builder("n").model("virtio").build()),
                        none),
                argumentSet(
                        "half a socket",
                        GuestSpec.builder("a").vcpus(3),
                        VsphereOptions.builder().coresPerSocket(2).build()),
                argumentSet(
                        "a secure BIOS",
                        GuestSpec.builder("a"),
                        VsphereOptions.builder().secureBoot(true).build()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatVsphereDoesNotHave(GuestSpec.Builder spec, VsphereOptions options) {
        assertThatThrownBy(() -> of(spec, options)).isInstanceOf(HypervisorException.Unsupported.class);
    }
}
