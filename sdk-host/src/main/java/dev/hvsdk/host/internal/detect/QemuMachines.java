/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import java.util.List;

/**
 * QEMU's own words for its types of machines. They stay in the DMI tables when a provider puts its own name as the maker's, the
 * product's, or both.
 */
final class QemuMachines {
    /** Product and version of the system, the board and the chassis (QEMU hw/smbios/smbios.c, smbios_set_defaults). */
    static final List<String> FIELDS =
            List.of("product_name", "product_version", "board_name", "board_version", "chassis_version");

    /** How a description ends (hw/i386/pc_piix.c, pc_q35.c); Red Hat's stands in the versions: "RHEL-9.4.0 PC (Q35 + ICH9, 2009)". */
    static final List<String> DESCRIPTIONS = List.of("(i440FX + PIIX, 1996)", "(Q35 + ICH9, 2009)");

    /** How a type begins: {@code pc-q35-8.2}, {@code pc-i440fx-bionic}, {@code virt-rhel8.2.0} (hw/arm/virt.c). */
    static final List<String> TYPES = List.of("pc-i440fx-", "pc-q35-", "virt-rhel");

    /** As the types above, but common words: a number must follow ({@code virt-6.2}). */
    static final String NUMBERED = "virt-";

    private QemuMachines() {}

    /** Whether a value is QEMU's. */
    static boolean isNamedBy(String value) {
        return DESCRIPTIONS.stream().anyMatch(value::endsWith)
                || TYPES.stream().anyMatch(value::startsWith)
                || isNumbered(value);
    }

    private static boolean isNumbered(String value) {
        return value.startsWith(NUMBERED)
                && value.length() > NUMBERED.length()
                && value.chars().skip(NUMBERED.length()).allMatch(c -> c == '.' || Character.isDigit(c));
    }
}
