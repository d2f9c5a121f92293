/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.Optional;
import java.util.stream.Stream;

/** What disks are connected with: types of the schema, and how many places each has (vSphere configuration maximums). */
enum ControllerKind {
    PVSCSI("ParaVirtualSCSIController", "scsi", 16),
    LSILOGIC("VirtualLsiLogicController", "scsi", 16),
    LSILOGIC_SAS("VirtualLsiLogicSASController", "scsi", 16),
    BUSLOGIC("VirtualBusLogicController", "scsi", 16),
    SATA("VirtualAHCIController", "sata", 30),
    NVME("VirtualNVMEController", "nvme", 15),
    IDE("VirtualIDEController", "ide", 2);

    /** The controller's own number on a SCSI bus. */
    private static final int OWN_UNIT = 7;

    private static final String SCSI = "scsi";

    private final String type;
    private final String bus;
    private final int places;

    ControllerKind(String type, String bus, int places) {
        this.type = type;
        this.bus = bus;
        this.places = places;
    }

    static ControllerKind of(VsphereOptions.Controller controller) {
        return valueOf(controller.name());
    }

    /** By the type in the schema; empty for what is no controller of disks. */
    static Optional<ControllerKind> ofType(String type) {
        return Stream.of(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    /** The one for a new disk; disks on IDE are for systems of old, and not made. */
    static ControllerKind ofBus(String bus, ControllerKind usual, ErrorFactory about) {
        return Stream.concat(Stream.of(usual), Stream.of(PVSCSI, SATA, NVME))
                .filter(kind -> kind.bus.equals(bus))
                .findFirst()
                .orElseThrow(() -> about.remedy("take scsi, sata or nvme")
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "disks are made on no bus " + bus));
    }

    /** The SDK's word for the bus. */
    String bus() {
        return bus;
    }

    /** Whether a disk can have this number on it. */
    boolean hasPlace(int unit) {
        return unit < places && !(bus.equals(SCSI) && unit == OWN_UNIT);
    }

    /** The number of places, those that no disk can have included. */
    int places() {
        return places;
    }

    /** One to be made. */
    Element element(int key, int busNumber) {
        Element plain = Element.of("device", Element.ofNumber("key", key), Element.ofNumber("busNumber", busNumber));
        return (bus.equals(SCSI) ? plain.with(Element.ofText("sharedBus", "noSharing")) : plain).typed(type);
    }
}
