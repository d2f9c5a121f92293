/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
    private static final String MOUNTINFO = "/proc/self/mountinfo";

    static List<Mount> read(HostFiles files, List<Limitation> limitations) {
        Fact<String> text = files.text(MOUNTINFO);
        text.problem()
                .ifPresent(problem -> limitations.add(new Limitation(
                        problem.detail() + ", so the disk of the root file system is not known",
                        "check by hand which disk the host starts from before one is given to a guest")));
        List<Mount> mounts = new ArrayList<>();
        text.value().orElse("").lines().forEach(line -> parse(line).ifPresent(mounts::add));
        // What is mounted last on a point hides what was there before: the initial root is below the real one.
        Collections.reverse(mounts);
        return mounts;
    }

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

    /** The name of the device's node in {@code /dev}, if a node was mounted: btrfs shows a major number of 0. */
    @Nullable
    String nodeName() {
        return source.startsWith("/dev/") ? source.substring(source.lastIndexOf('/') + 1) : null;
    }
}
