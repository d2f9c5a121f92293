/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the devices that a file system lies on: through partitions, device mapper, md and NVMe's multipath, or a hypervisor's share, up
 * to the PCI functions and USB devices in its path of sysfs.
 */
final class BlockAncestry {
    /** A stack of LVM on LUKS on RAID is 4 high; the bound keeps a forged loop of slaves finite. */
    private static final int MAX_BLOCK_DEVICES = 1_000;

    private static final Pattern NVME_SUBSYSTEM = Pattern.compile("^.*/nvme-subsystem/[^/]+");
    private static final Pattern NVME_CONTROLLER = Pattern.compile("nvme[0-9]+");

    private final HostFiles files;
    private final VirtioShares shares;
    private final Map<String, Set<String>> known = new HashMap<>();
    private @Nullable Map<String, String> mapperNames;

    BlockAncestry(HostFiles files) {
        this.files = files;
        this.shares = new VirtioShares(files);
    }

    /** The names of all devices in the paths of sysfs below a mounted file system; empty if it has no device. */
    Set<String> devicesBelow(Mount mount) {
        return known.computeIfAbsent(mount.device() + " " + mount.source(), key -> find(mount));
    }

    private Set<String> find(Mount mount) {
        Set<String> paths = new LinkedHashSet<>();
        location(mount).ifPresent(path -> collect(path, paths));
        paths.addAll(shares.of(mount));
        Set<String> names = new HashSet<>();
        paths.forEach(path -> names.addAll(List.of(path.split("/"))));
        return names;
    }

    private Optional<String> location(Mount mount) {
        if (!mount.device().startsWith("0:")) {
            return files.resolve("/sys/dev/block/" + mount.device()).value();
        }
        String node = mount.nodeName();
        return node == null ? Optional.empty() : byNode(node);
    }

    private Optional<String> byNode(String node) {
        return files.resolve("/sys/class/block/" + node)
                .value()
                .or(() -> Optional.ofNullable(mapperNames().get(node))
                        .flatMap(name ->
                                files.resolve("/sys/class/block/" + name).value()));
    }

    /** What {@code /dev/mapper} calls a device by the name that the kernel knows it by. */
    private Map<String, String> mapperNames() {
        if (mapperNames == null) {
            Map<String, String> names = new HashMap<>();
            for (String block : files.list("/sys/class/block").value().orElse(List.of())) {
                if (block.startsWith("dm-")) {
                    files.attribute("/sys/class/block/" + block + "/dm/name")
                            .value()
                            .ifPresent(name -> names.put(name, block));
                }
            }
            mapperNames = names;
        }
        return mapperNames;
    }

    private void collect(String path, Set<String> paths) {
        if (paths.size() >= MAX_BLOCK_DEVICES || !paths.add(path)) {
            return;
        }
        // The slaves of a partition are those of the whole device, one directory up.
        for (String directory : List.of(path + "/slaves", parent(path) + "/slaves")) {
            for (String slave : files.list(directory).value().orElse(List.of())) {
                files.resolve(directory + "/" + slave).value().ifPresent(next -> collect(next, paths));
            }
        }
        Matcher subsystem = NVME_SUBSYSTEM.matcher(path);
        if (subsystem.find()) {
            collectControllers(subsystem.group(), paths);
        }
    }

    /** A namespace that several controllers can reach has no PCI function in its path; its subsystem links to them. */
    private void collectControllers(String subsystem, Set<String> paths) {
        for (String name : files.list(subsystem).value().orElse(List.of())) {
            if (NVME_CONTROLLER.matcher(name).matches()) {
                files.resolve(subsystem + "/" + name).value().ifPresent(paths::add);
            }
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
