/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The disks of a specification, with the names that guests see. */
final class DiskSpecs {
    private static final Set<String> FORMATS = Set.of("raw", "qcow", "qcow2", "vhd", "qed");
    private static final int LIMIT = 26;
    private static final int IDE_LIMIT = 4;

    /** hdc and xvdc are one place of the emulated IDE, the third. */
    private static final int CDROM_PLACE = 2;

    private final GuestSpec spec;
    private final XenGuestKind type;
    private final ErrorFactory about;

    DiskSpecs(GuestSpec spec, XenGuestKind type, ErrorFactory about) {
        this.spec = spec;
        this.type = type;
        this.about = about;
    }

    List<DiskSpec> disks() {
        List<DiskSpec> disks = new ArrayList<>();
        boolean hasCdrom = spec.boot().orElse(BootSource.disk()) instanceof BootSource.Cdrom;
        for (int i = 0; i < spec.disks().size(); i++) {
            disks.add(disk(spec.disks().get(i), hasCdrom && i >= CDROM_PLACE ? i + 1 : i));
        }
        if (spec.boot().orElse(BootSource.disk()) instanceof BootSource.Cdrom cdrom) {
            disks.add(new DiskSpec(absolute(cdrom.path()), "raw", "hdc", true, true, null, null, null));
        }
        return disks;
    }

    private DiskSpec disk(dev.hvsdk.api.DiskSpec disk, int place) {
        if (disk.size().isPresent()) {
            throw about.remedy("make it before the guest")
                    .unsupported(Support.Reason.NOT_IMPLEMENTED, "xl makes no disk: " + disk.source());
        }
        String format = disk.format().orElse("raw");
        if (!FORMATS.contains(format)) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "xl knows no disk of the format " + format);
        }
        String vdev = vdev(disk.bus().orElse("xen"), place);
        return new DiskSpec(absolute(disk.source()), format, vdev, disk.readOnly(), false, null, null, null);
    }

    private String absolute(String source) {
        if (!source.startsWith("/")) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "xl has no pools, a disk is named by its absolute path: " + source);
        }
        return source;
    }

    private String vdev(String bus, int place) {
        boolean isIde = bus.equals("ide") && type == XenGuestKind.HVM;
        if (!isIde && !bus.equals("xen")) {
            throw about.remedy("leave the bus out")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a guest of type " + type + " has no disk on " + bus);
        }
        int limit = isIde ? IDE_LIMIT : LIMIT;
        if (place >= limit) {
            throw about.unsupported(Support.Reason.NOT_IMPLEMENTED, "more than " + limit + " disks on " + bus);
        }
        return (isIde ? "hd" : "xvd") + (char) ('a' + place);
    }
}
