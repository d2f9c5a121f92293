/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions.Provisioning;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Virtual devices as {@code VirtualDeviceConfigSpec}: to be added, or to be taken away.
 *
 * <p>Keys of devices that are not there yet are negative, and only tell them apart.
 */
final class DeviceParts {
    private static final String SUFFIX = ".vmdk";

    /** The format of the file, and that of what a guest sees, by which pools tell it. */
    private static final Set<String> FORMATS = Set.of("vmdk", "raw");

    private DeviceParts() {}

    static Element add(Element device) {
        return Element.of("deviceChange", Element.ofText("operation", "add"), device);
    }

    /** With its file, which is made if the specification has a size. */
    static Element add(DiskSpec spec, Element device) {
        return spec.size().isEmpty()
                ? add(device)
                : Element.of(
                        "deviceChange",
                        Element.ofText("operation", "add"),
                        Element.ofText("fileOperation", "create"),
                        device);
    }

    /** Its file stays. */
    static Element remove(Element device) {
        return Element.of("deviceChange", Element.ofText("operation", "remove"), device);
    }

    static void requireKnown(DiskSpec disk, ErrorFactory about) {
        if (disk.readOnly() || !FORMATS.contains(disk.format().orElse("vmdk"))) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "disks are vmdk and to be written; " + disk + " is not");
        }
    }

    static Element disk(int key, DiskSpec disk, String file, Provisioning provisioning, long controller, int unit) {
        Element backing = Element.of(
                        "backing",
                        Element.ofText("fileName", file),
                        Element.ofText("diskMode", "persistent"),
                        Element.ofFlag("thinProvisioned", provisioning == Provisioning.THIN),
                        Element.ofFlag("eagerlyScrub", provisioning == Provisioning.EAGER_ZEROED))
                .typed("VirtualDiskFlatVer2BackingInfo");
        return Element.of(
                        "device",
                        Element.ofNumber("key", key),
                        backing,
                        Element.ofNumber("controllerKey", controller),
                        Element.ofNumber("unitNumber", unit),
                        Element.ofNumber(
                                "capacityInKB",
                                disk.size().orElse(MemorySize.ZERO).toKibibytes()))
                .typed("VirtualDisk");
    }

    static Element cdrom(int key, String file, int controller) {
        Element backing =
                Element.of("backing", Element.ofText("fileName", file)).typed("VirtualCdromIsoBackingInfo");
        return Element.of(
                        "device",
                        Element.ofNumber("key", key),
                        backing,
                        connected(),
                        Element.ofNumber("controllerKey", controller),
                        Element.ofNumber("unitNumber", 0))
                .typed("VirtualCdrom");
    }

    static Element nic(int key, NicSpec nic, String type, Element backing) {
        List<Element> parts = new ArrayList<>(List.of(
                Element.ofNumber("key", key),
                backing,
                connected(),
                Element.ofText("addressType", nic.mac().isPresent() ? "manual" : "generated")));
        nic.mac().ifPresent(mac -> parts.add(Element.ofText("macAddress", mac)));
        return Element.of("device", parts).typed(type);
    }

    private static Element connected() {
        return Element.of(
                "connectable",
                Element.ofFlag("startConnected", true),
                Element.ofFlag("allowGuestControl", true),
                Element.ofFlag("connected", true));
    }

    /** The file of a disk; volumes are named without its ending. */
    static String diskFile(String source, ErrorFactory about) {
        String file = file(source, about);
        return file.endsWith(SUFFIX) ? file : file + SUFFIX;
    }

    /** As the server writes it, or as the API does: {@code [store] web/web.vmdk}, {@code store/web/web.vmdk}. */
    static String file(String source, ErrorFactory about) {
        int slash = source.indexOf('/');
        if (source.startsWith("[")) {
            return source;
        }
        if (slash <= 0) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "files lie on datastores: write STORE/PATH or [STORE] PATH and not " + source);
        }
        return "[" + source.substring(0, slash) + "] " + source.substring(slash + 1);
    }
}
