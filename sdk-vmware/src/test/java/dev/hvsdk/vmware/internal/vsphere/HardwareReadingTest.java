/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HardwareReadingTest {
    private static final Element IDE = controller("VirtualIDEController", 200, 0);
    private static final Element SCSI = controller("ParaVirtualSCSIController", 1000, 0);
    private static final Element SECOND = controller("VirtualLsiLogicController", 1001, 1);
    private static final Element SATA = controller("VirtualAHCIController", 15000, 0);

    private static Element controller(String type, int key, int number) {
        return Element.of("VirtualDevice", Element.ofNumber("key", key), Element.ofNumber("busNumber", number))
                .typed(type);
    }

    private static Element device(String type, int key, int controller, int unit, Element backing) {
        return Element.of(
                        "VirtualDevice",
                        Element.ofNumber("key", key),
                        backing,
                        Element.ofNumber("controllerKey", controller),
                        Element.ofNumber("unitNumber", unit))
                .typed(type);
    }

    private static Element disk(int key, int controller, int unit) {
        return device("VirtualDisk", key, controller, unit, file("[store] web/" + key + ".vmdk"))
                .with(Element.ofNumber("capacityInKB", 4096));
    }

    private static Element file(String name) {
        return Element.of("backing", Element.ofText("fileName", name));
    }

    private static Element card(String type, String mac, Element backing) {
        return device(type, 4000, 100, 7, backing).with(Element.ofText("macAddress", mac));
    }

    private static HardwareReading of(Element... devices) {
        return new HardwareReading(Element.of("val", devices));
    }

    @Test
    void namesDisksByControllerAndPlace() {
        HardwareReading reading = of(IDE, SCSI, SECOND, SATA, disk(1, 1000, 0), disk(2, 1001, 3), disk(3, 15000, 9));
        assertThat(reading.disks()).extracting(GuestDisk::target).containsExactly("scsi0:0", "scsi1:3", "sata0:9");
        assertThat(reading.disks())
                .extracting(disk -> disk.bus().orElseThrow())
                .containsExactly("scsi", "scsi", "sata");
        assertThat(reading.findTarget("[store] web/2.vmdk")).contains("scsi1:3");
        assertThat(reading.findDisk("scsi1:0")).isEmpty();
    }

    @Test
    void readsDrivesWithAndWithoutAMedium() {
        Element none = device("VirtualFloppy", 8000, 400, 0, Element.of("backing"));
        HardwareReading reading = of(IDE, device("VirtualCdrom", 3000, 200, 1, file("[iso] a.iso")), none);
        assertThat(reading.disks())
                .containsExactly(
                        GuestDisk.builder("ide0:1")
                                .source("[iso] a.iso")
                                .bus("ide")
                                .readOnly(true)
                                .removable(true)
                                .build(),
                        GuestDisk.builder("floppy0").removable(true).build());
    }

    @Test
    void saysOfADeviceThatGoesNoMoreThanTheServerNeeds() {
        Element gone =
                of(SCSI, disk(2000, 1000, 0)).findDisk("scsi0:0").orElseThrow().reference();
        assertThat(gone.type()).contains("VirtualDisk");
        // The schema wants the size even then.
        assertThat(gone.children()).extracting(Element::name).containsExactly("key", "capacityInKB");
    }

    @Test
    void findsTheFirstPlaceThatIsFree() {
        HardwareReading.Controller scsi = new HardwareReading.Controller(ControllerKind.PVSCSI, 1000, 0);
        assertThat(of(SCSI).freePlace(scsi)).contains(0);
        assertThat(of(SCSI, disk(1, 1000, 0), disk(2, 1000, 2)).freePlace(scsi)).contains(1);
        // Another controller's places do not count, and 7 is the controller's own.
        assertThat(of(Stream.concat(Stream.of(disk(99, 1001, 7)), full(7)).toArray(Element[]::new))
                        .freePlace(scsi))
                .contains(8);
        assertThat(of(full(16).toArray(Element[]::new)).freePlace(scsi)).isEmpty();
    }

    private static Stream<Element> full(int units) {
        return Stream.iterate(0, unit -> unit < units, unit -> unit + 1).map(unit -> disk(unit, 1000, unit));
    }

    @Test
    void countsTheControllersOfABusTogether() {
        assertThat(of().freeNumber("scsi")).isZero();
        assertThat(of(SCSI, SECOND, SATA).freeNumber("scsi")).isEqualTo(2);
        assertThat(of(SECOND).freeNumber("scsi")).isZero();
    }

    @Test
    void tellsTheNetworkOfACardByItsName() {
        Element port = Element.of("backing", Element.of("port", Element.ofText("portgroupKey", "dvportgroup-9")));
        HardwareReading reading = of(
                card(
                        "VirtualVmxnet3",
                        "00:0C:29:AB:CD:01",
                        Element.of("backing", Element.ofText("deviceName", "VM Network"))),
                card("VirtualE1000e", "00:0c:29:ab:cd:02", port),
                card("VirtualCardOfLater", "00:0c:29:ab:cd:03", Element.of("backing")));
        assertThat(reading.nics(Map.of("dvportgroup-9", "blue")))
                .containsExactly(
                        GuestNic.builder("00:0c:29:ab:cd:01")
                                .model("vmxnet3")
                                .network("VM Network")
                                .build(),
                        GuestNic.builder("00:0c:29:ab:cd:02")
                                .model("e1000e")
                                .network("blue")
                                .build(),
                        GuestNic.builder("00:0c:29:ab:cd:03").build());
        assertThat(reading.nics(Map.of()).get(1).network()).isEmpty();
        assertThat(reading.findNic("00:0C:29:AB:CD:02")).isPresent();
    }

    @Test
    void passesOverWhatIsNoDiskAndNoCard() {
        Element other = device("VirtualPCIPassthrough", 13000, 100, 18, new ManagedRef("Datastore", "d").as("backing"));
        assertThat(of(other, IDE).disks()).isEqualTo(List.of());
        assertThat(of(other, IDE).macs()).isEmpty();
    }
}
