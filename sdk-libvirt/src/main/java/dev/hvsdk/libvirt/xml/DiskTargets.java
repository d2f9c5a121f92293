/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives the disks of one guest their names in order. Not thread-safe: one for each guest. */
final class DiskTargets {
    private static final Map<String, String> FORMATS =
            Map.of(".qcow2", "qcow2", ".qcow", "qcow", ".vmdk", "vmdk", ".vdi", "vdi", ".vhd", "vpc", ".vhdx", "vhdx");

    private final Map<String, Integer> used = new HashMap<>();

    /** The next free name on a bus: {@code vda}, {@code sdb}, {@code xvdaa}. */
    String next(String bus) {
        String prefix = prefix(bus);
        return prefix + letters(used.merge(prefix, 1, Integer::sum) - 1);
    }

    /** As libvirt expects them (virDomainDiskDefAssignAddress, virDiskNameParse). */
    private static String prefix(String bus) {
        return switch (bus) {
            case "virtio" -> "vd";
            case "ide" -> "hd";
            case "fdc" -> "fd";
            case "xen" -> "xvd";
            default -> "sd";
        };
    }

    private static String letters(int index) {
        String last = String.valueOf((char) ('a' + index % 26));
        return index < 26 ? last : letters(index / 26 - 1) + last;
    }

    /** The format that the ending of a file promises. */
    static Optional<String> formatOf(String source) {
        int dot = source.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(FORMATS.get(source.substring(dot).toLowerCase(Locale.ROOT)));
    }
}
