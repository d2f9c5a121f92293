/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.Optional;

/**
 * The bit by which firmware says that its tables describe a virtual machine. That it is clear says nothing: SeaBIOS and Google's firmware
 * never set it. Only root may read it.
 */
final class SmbiosSignals {
    /** The structure of type 0 (Linux drivers/firmware/dmi-sysfs.c). */
    private static final String BIOS = "/sys/firmware/dmi/entries/0-0/raw";

    /** SMBIOS 3.7 (DSP0134), 7.1.2.2: the second extension byte of the characteristics, and where the length stands. */
    private static final int EXTENSION = 0x13;

    private static final int LENGTH = 1;
    private static final int VIRTUAL_MACHINE = 1 << 4;

    private final Scene scene;

    SmbiosSignals(Scene scene) {
        this.scene = scene;
    }

    /** A hypervisor without a name; a silent CPU knows better, as it does of a provider's name. */
    Optional<Claim> claim() {
        var header = scene.bytes(BIOS, EXTENSION + 1);
        if (header.isDenied()) {
            scene.limit("no permission to read " + BIOS + ", which may say that the machine is virtual");
        }
        return header.value()
                .filter(SmbiosSignals::isVirtual)
                .map(bytes -> Evidence.ofFirmware(BIOS, "the table describes a virtual machine"))
                .map(evidence -> Claim.of(Technology.VM_OTHER, Weight.CLOUD, evidence));
    }

    private static boolean isVirtual(byte[] header) {
        return header.length > EXTENSION
                && Byte.toUnsignedInt(header[LENGTH]) > EXTENSION
                && (header[EXTENSION] & VIRTUAL_MACHINE) != 0;
    }
}
