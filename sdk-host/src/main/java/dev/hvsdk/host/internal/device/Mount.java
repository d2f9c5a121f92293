/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)).
 *
 * @param device the device's {@code major:minor}; major 0 for a file system that has no block device of its own
 * @param point where it is mounted
 * @param type the kind of file system
 * @param source what was mounted: often the device's node
 */
record Mount(String device, String point, String type, String source) {
    private static final Set<String> DISKLESS =
            Set.of("9p", "ceph", "cifs", "nfs", "nfs4", "ramfs", "rootfs", "smb3", "tmpfs", "virtiofs");

    private static final Set<String> SHARES = Set.of("9p", "virtiofs");

    static Optional<Mount> parse(String line) {
        String[] fields = line.split(" ");
        int separator = List.of(fields).indexOf("-");
        if (separator < 6 || fields.length < separator + 3) {
            return Optional.empty();
        }
        return Optional.of(new Mount(fields[2], fields[4], fields[separator + 1], fields[separator + 2]));
    }

    boolean isRoot() {
        return point.equals("/");
    }

    /** Whether it is known to lie on no disk of this machine: in memory, or on another machine. */
    boolean isDiskless() {
        return DISKLESS.contains(type);
    }

    /** Whether a device of its own can be told from the line. */
    boolean namesADevice() {
        return !device.startsWith("0:") || nodeName() != null || isShare();
    }

    /** Whether it can be a directory that a hypervisor shares by a device, whose tag is the source. */
    boolean isShare() {
        return SHARES.contains(type);
    }

    /** The name of the device's node in {@code /dev}, if a node was mounted: btrfs shows a major number of 0. */
    @Nullable
    String nodeName() {
        return source.startsWith("/dev/") ? source.substring(source.lastIndexOf('/') + 1) : null;
    }
}
