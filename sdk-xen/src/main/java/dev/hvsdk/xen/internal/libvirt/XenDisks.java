/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.xml.DiskXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;

/**
 * Gives the disks of a guest numbers that no two of them share on whatever bus: {@code xvda} and {@code hda} are one disk to Xen
 * (docs/man/xen-vbd-interface.7). Stateless.
 */
final class XenDisks {
    /** The disks that QEMU's IDE has room for. */
    private static final int IDE = 4;

    private static final int LETTERS = 26;

    private XenDisks() {}

    static DomainXml numbered(DomainXml domain, ErrorFactory errors) {
        List<DiskXml> disks = domain.disks();
        DomainXml numbered = domain;
        for (int i = 0; i < disks.size(); i++) {
            DiskXml disk = disks.get(i);
            String bus = disk.bus().orElse("xen");
            refuseBeyond(i, bus, errors);
            numbered = numbered.withReplaced(disk, disk.withTarget(prefix(bus) + (char) ('a' + i), bus));
        }
        return numbered;
    }

    private static void refuseBeyond(int index, String bus, ErrorFactory errors) {
        if (index >= (bus.equals("ide") ? IDE : LETTERS)) {
            throw errors.remedy("put it on the bus xen, or before the others")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT, "there is no disk number " + index + " on the bus " + bus);
        }
    }

    private static String prefix(String bus) {
        return switch (bus) {
            case "ide" -> "hd";
            case "scsi" -> "sd";
            default -> "xvd";
        };
    }
}
