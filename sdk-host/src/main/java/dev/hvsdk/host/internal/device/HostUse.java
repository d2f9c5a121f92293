/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this host itself lives on: the devices below its root file system, its other mounts and its default route.
 *
 * <p>A device is known by the name that the kernel gives it in the path of sysfs, such as {@code 0000:00:1f.2} or
 * {@code 1-1.4}, so that a disk behind a USB port names the port's device and the controller above it. Immutable.
 */
final class HostUse {
    private final Set<String> root;
    private final Map<String, String> mounts;
    private final Map<String, String> routes;

    private HostUse(Set<String> root, Map<String, String> mounts, Map<String, String> routes) {
        this.root = root;
        this.mounts = mounts;
        this.routes = routes;
    }

    static HostUse read(HostFiles files, List<Limitation> limitations) {
        BlockAncestry disks = new BlockAncestry(files);
        List<Mount> all = Mount.read(files, limitations);
        Optional<Mount> root = all.stream().filter(Mount::isRoot).findFirst();
        root.ifPresent(mount -> noteUnknownRoot(mount, disks, limitations));
        Map<String, String> mounts = new LinkedHashMap<>();
        for (Mount mount : all) {
            disks.devicesBelow(mount).forEach(device -> mounts.putIfAbsent(device, mount.point()));
        }
        return new HostUse(root.map(disks::devicesBelow).orElse(Set.of()), mounts, DefaultRoute.read(files));
    }

    private static void noteUnknownRoot(Mount mount, BlockAncestry disks, List<Limitation> limitations) {
        if (disks.devicesBelow(mount).isEmpty()) {
            limitations.add(new Limitation(
                    "the root file system is " + mount.type() + ", and the kernel does not say which disk carries it",
                    "check by hand which disk the host starts from before one is given to a guest"));
        }
    }

    boolean carriesRootDisk(String device) {
        return root.contains(device);
    }

    /** Where a file system of this device is mounted, the first if there are several. */
    Optional<String> mountPoint(String device) {
        return Optional.ofNullable(mounts.get(device));
    }

    /** The network interface of this device that the default route leaves by. */
    Optional<String> defaultRoute(String device) {
        return Optional.ofNullable(routes.get(device));
    }
}
