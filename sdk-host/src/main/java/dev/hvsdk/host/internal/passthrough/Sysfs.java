/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.host.root.HostFiles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where things are in sysfs: Documentation/ABI/testing/sysfs-bus-pci and sysfs-bus-vfio-mdev of the Linux kernel. */
final class Sysfs {
    static final String VFIO = "vfio-pci";
    static final String PROBE = "/sys/bus/pci/drivers_probe";
    static final String MEDIATED = "/sys/bus/mdev/devices";

    private Sysfs() {}

    static String function(Object address) {
        return "/sys/bus/pci/devices/" + address;
    }

    static String driver(String name) {
        return "/sys/bus/pci/drivers/" + name;
    }

    /** The directory of a type of mediated devices. */
    static String type(Object parent, String type) {
        return function(parent) + "/mdev_supported_types/" + type;
    }

    /** The text of an attribute; null where there is none, or the kernel says that it has no value. */
    static @Nullable String text(HostFiles files, String path) {
        return files.attribute(path)
                .value()
                .filter(text -> !text.isEmpty() && !text.equals("(null)"))
                .orElse(null);
    }

    static @Nullable String mediated(HostFiles files, String uuid) {
        Optional<String> type = files.directory(MEDIATED + "/" + uuid).linkName("mdev_type");
        return type.flatMap(name -> parent(files, uuid).map(parent -> parent + " " + name))
                .orElse(null);
    }

    /** The device that a mediated one is a share of: the directory that it lies in. */
    static Optional<String> parent(HostFiles files, String uuid) {
        return files.resolve(MEDIATED + "/" + uuid)
                .value()
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    static boolean isVfio(@Nullable String driver) {
        return driver != null && driver.contains("vfio");
    }
}
