/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Who built the ACPI tables: the one place where some monitors leave their name. Only root may read the tables. */
final class AcpiSignals {
    private static final String TABLES = "/sys/firmware/acpi/tables/";

    /** ACPI 6.5, table 5.4: the OEM's id has 6 bytes from byte 10 on. */
    private static final int OEM_ID = 10;

    private static final int OEM_ID_LENGTH = 6;

    record Maker(Technology technology, Weight weight) {}

    static final Map<String, Maker> MAKERS = Map.of(
            // Firecracker src/acpi-tables/src/lib.rs; it knows no accelerator but KVM.
            "FIRECK", new Maker(Technology.FIRECRACKER, Weight.MONITOR),
            // Cloud Hypervisor vmm/src/acpi.rs, which runs on KVM and on Microsoft's MSHV.
            "CLOUDH", new Maker(Technology.CLOUD_HYPERVISOR, Weight.MONITOR),
            // QEMU include/hw/acpi/aml-build.h, ACPI_BUILD_APPNAME6.
            "BOCHS", new Maker(Technology.QEMU, Weight.MONITOR),
            "AMAZON", new Maker(Technology.NITRO, Weight.CLOUD),
            "VBOX", new Maker(Technology.VIRTUALBOX, Weight.OWN),
            "PRLS", new Maker(Technology.PARALLELS, Weight.OWN),
            "VRTUAL", new Maker(Technology.HYPER_V, Weight.OWN),
            "BHYVE", new Maker(Technology.BHYVE, Weight.OWN),
            "CROSVM", new Maker(DmiNames.CROSVM, Weight.MONITOR),
            "ACRN", new Maker(Technology.ACRN, Weight.OWN));

    /** Firecracker's generation counter (src/vmm/src/devices/acpi/vmgenid.rs); the world may see that it is there. */
    private static final String GENERATION_COUNTER = "/sys/bus/acpi/devices/VMGENCTR:00";

    private final Scene scene;

    AcpiSignals(Scene scene) {
        this.scene = scene;
    }

    /** What the maker of the tables claims; engines for containers hide the tables, but not the devices. */
    Optional<Claim> claim() {
        return claimOf("FACP").or(() -> claimOf("DSDT")).or(this::generationCounter);
    }

    private Optional<Claim> claimOf(String table) {
        String path = TABLES + table;
        var header = scene.bytes(path, OEM_ID + OEM_ID_LENGTH);
        if (header.isDenied() && table.equals("FACP")) {
            scene.limit("no permission to read " + path + ", which may name the monitor of the virtual machine");
        }
        return header.value()
                .filter(bytes -> bytes.length == OEM_ID + OEM_ID_LENGTH)
                .flatMap(bytes -> claimOf(path, bytes));
    }

    private static Optional<Claim> claimOf(String path, byte[] header) {
        String id = new String(header, OEM_ID, OEM_ID_LENGTH, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        Evidence evidence = Evidence.ofFirmware(path, "OEM id " + Lines.printable(id));
        return Optional.ofNullable(MAKERS.get(id)).map(maker -> claim(maker, evidence));
    }

    private static Claim claim(Maker maker, Evidence evidence) {
        Technology technology = maker.technology();
        if (technology.equals(Technology.FIRECRACKER) || technology.equals(Technology.NITRO)) {
            return Claim.of(Technology.KVM, maker.weight(), evidence).withVariant(technology.id());
        }
        Claim claim = Claim.of(technology, maker.weight(), evidence);
        boolean named = maker.weight() == Weight.MONITOR && !technology.equals(Technology.QEMU);
        return named ? claim.withVariant(technology.id()) : claim;
    }

    /** Among the monitors without DMI tables only Firecracker has a generation counter of this name. */
    private Optional<Claim> generationCounter() {
        if (scene.dmi("sys_vendor").isPresent() || !scene.exists(GENERATION_COUNTER)) {
            return Optional.empty();
        }
        Evidence evidence = Evidence.ofFirmware(GENERATION_COUNTER, "a generation counter, and no DMI tables");
        return Optional.of(Claim.of(Technology.KVM, Weight.MONITOR, evidence).withVariant(Technology.FIRECRACKER.id()));
    }
}
