/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.internal.platform.LongFile;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mounts of this host that lie on devices, from {@code /proc/self/mountinfo}.
 *
 * <p>A host of many containers has tens of thousands of mounts, of which few lie on a device of their own: only those are kept.
 * Not thread-safe while it is filled.
 */
final class Mounts {
    private static final String MOUNTINFO = "/proc/self/mountinfo";

    private static final String REMEDY = "check by hand which disk the host starts from before one is given to a guest";

    /** The kernel's default for the mounts of one namespace (fs.mount-max); keeps a forged file from filling the memory. */
    private static final int MAX_KEPT = 100_000;

    private final Map<String, Mount> kept = new LinkedHashMap<>();
    private @Nullable Mount root;
    private boolean complete = true;

    private Mounts() {}

    static Mounts read(HostFiles files, List<Limitation> limitations) {
        Mounts mounts = new Mounts();
        Fact<Boolean> whole =
                LongFile.lines(files, MOUNTINFO, line -> Mount.parse(line).ifPresent(mounts::add));
        mounts.complete &= whole.value().orElse(false);
        mounts.flaw(whole)
                .ifPresent(flaw -> limitations.add(
                        new Limitation(flaw + ", so the disk of the root file system is not known", REMEDY)));
        return mounts;
    }

    private Optional<String> flaw(Fact<Boolean> whole) {
        if (whole.problem().isPresent()) {
            return whole.problem().map(problem -> problem.detail());
        }
        if (!complete) {
            return Optional.of(MOUNTINFO + " is longer than what is read of it");
        }
        return root == null ? Optional.of("no line of " + MOUNTINFO + " is about the mount point /") : Optional.empty();
    }

    /** What is mounted last on a point hides what was there before: the initial root is below the real one. */
    private void add(Mount mount) {
        if (mount.isRoot()) {
            root = mount;
        }
        if (!mount.namesADevice()) {
            return;
        }
        String key = mount.device() + " " + mount.source();
        if (kept.size() < MAX_KEPT || kept.containsKey(key)) {
            kept.put(key, mount);
        } else {
            complete = false;
        }
    }

    Optional<Mount> root() {
        return Optional.ofNullable(root);
    }

    /** One mount of each device, the last. */
    Collection<Mount> ofDevices() {
        return kept.values();
    }

    /** Whether all were seen. */
    boolean isComplete() {
        return complete;
    }
}
