/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the devices by which a hypervisor shares directories with this host: a mount of one names its tag and no device.
 *
 * <p>Formats: {@code p9_mount_tag_show} in net/9p/trans_virtio.c and Documentation/ABI/testing/sysfs-fs-virtiofs of the Linux kernel. Not
 * thread-safe.
 */
final class VirtioShares {
    private static final String NINE_P = "/sys/bus/virtio/drivers/9pnet_virtio";
    private static final String VIRTIOFS = "/sys/bus/virtio/drivers/virtiofs";

    /** Since Linux 6.9. */
    private static final String VIRTIOFS_TAGS = "/sys/fs/virtiofs";

    /** No tag is empty. */
    private static final String ANY_TAG = "";

    private final HostFiles files;
    private @Nullable Map<String, List<String>> nineP;
    private @Nullable Map<String, List<String>> virtiofs;

    VirtioShares(HostFiles files) {
        this.files = files;
    }

    /** The paths of sysfs of the devices that a mount lies on; empty if it lies on none. */
    List<String> of(Mount mount) {
        return switch (mount.type()) {
            case "9p" -> nineP().getOrDefault(mount.source(), List.of());
            case "virtiofs" -> virtiofs(mount.source());
            default -> List.of();
        };
    }

    private Map<String, List<String>> nineP() {
        Map<String, List<String>> known = nineP;
        if (known == null) {
            known = byTag(NINE_P, "/mount_tag", "");
            nineP = known;
        }
        return known;
    }

    /** Where the kernel does not tell which tag is whose, each device may be the one. */
    private List<String> virtiofs(String tag) {
        Map<String, List<String>> known = virtiofs;
        if (known == null) {
            known = files.exists(VIRTIOFS_TAGS)
                    ? byTag(VIRTIOFS_TAGS, "/tag", "/device")
                    : Map.of(ANY_TAG, entries(VIRTIOFS).flatMap(this::resolved).toList());
            virtiofs = known;
        }
        return known.getOrDefault(tag, known.getOrDefault(ANY_TAG, List.of()));
    }

    /** Read once for all mounts, of which there may be tens of thousands. */
    private Map<String, List<String>> byTag(String directory, String attribute, String device) {
        Map<String, List<String>> devices = new HashMap<>();
        entries(directory)
                .forEach(path -> tag(path + attribute)
                        .ifPresent(tag -> devices.computeIfAbsent(tag, key -> new ArrayList<>())
                                .addAll(resolved(path + device).toList())));
        return devices;
    }

    private Stream<String> entries(String directory) {
        return files.list(directory).value().orElse(List.of()).stream().map(name -> directory + "/" + name);
    }

    private Stream<String> resolved(String path) {
        return files.resolve(path).value().stream();
    }

    /** That of 9p ends with a zero byte. */
    private Optional<String> tag(String path) {
        return files.attribute(path)
                .value()
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }
}
