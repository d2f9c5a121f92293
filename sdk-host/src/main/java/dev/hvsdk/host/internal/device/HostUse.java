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
    private final boolean rootIsKnown;
    private final Map<String, String> mounts;
    private final DefaultRoute routes;

    private HostUse(Mounts mounts, BlockAncestry disks, DefaultRoute routes) {
        root = mounts.root().map(disks::devicesBelow).orElse(Set.of());
        rootIsKnown = mounts.isComplete()
                && (!root.isEmpty() || mounts.root().filter(Mount::isDiskless).isPresent());
        this.mounts = mountPoints(mounts, disks);
        this.routes = routes;
    }

    static HostUse read(HostFiles files, List<Limitation> limitations) {
        BlockAncestry disks = new BlockAncestry(files);
        Mounts mounts = Mounts.read(files, limitations);
        mounts.root().ifPresent(mount -> noteUnknownRoot(mount, disks, limitations));
        return new HostUse(mounts, disks, DefaultRoute.read(files, limitations));
    }

    private static Map<String, String> mountPoints(Mounts mounts, BlockAncestry disks) {
        Map<String, String> points = new LinkedHashMap<>();
        for (Mount mount : mounts.ofDevices()) {
            disks.devicesBelow(mount).forEach(device -> points.put(device, mount.point()));
        }
        return points;
    }

    private static void noteUnknownRoot(Mount mount, BlockAncestry disks, List<Limitation> limitations) {
        if (disks.devicesBelow(mount).isEmpty()) {
            limitations.add(new Limitation(
                    "the root file system is " + mount.type() + ", and the kernel does not say which disk carries it",
                    "check by hand which disk the host starts from before one is given to a guest"));
        }
    }

    /**
     * What has to be found out by hand before a device in use by the host is given away, because it was not readable.
     *
     * @param mayCarryDisks whether disks can be behind the device
     * @param mayCarryRoutes whether network interfaces can be
     */
    Optional<String> doubt(boolean mayCarryDisks, boolean mayCarryRoutes) {
        if (mayCarryDisks && !rootIsKnown) {
            return Optional.of(
                    "which disk the host starts from is not known: make sure that it is not behind this device");
        }
        if (mayCarryRoutes && !routes.isKnown()) {
            return Optional.of(
                    "which interface the default route leaves by is not known: make sure that it is not this device's");
        }
        return Optional.empty();
    }

    boolean carriesRootDisk(String device) {
        return root.contains(device);
    }

    /** Where a file system of this device is mounted, the last in the list of mounts if there are several. */
    Optional<String> mountPoint(String device) {
        return Optional.ofNullable(mounts.get(device));
    }

    /** The network interface of this device that the default route leaves by. */
    Optional<String> defaultRoute(String device) {
        return routes.interfaceOf(device);
    }
}
