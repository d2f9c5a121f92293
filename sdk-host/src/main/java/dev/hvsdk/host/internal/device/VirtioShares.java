/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the devices by which a hypervisor shares directories with this host: a mount of one names its tag and no device.
 *
 * <p>Formats: {@code p9_mount_tag_show} in net/9p/trans_virtio.c and Documentation/ABI/testing/sysfs-fs-virtiofs of the Linux kernel.
 */
final class VirtioShares {
    private static final String NINE_P = "/sys/bus/virtio/drivers/9pnet_virtio";
    private static final String VIRTIOFS = "/sys/bus/virtio/drivers/virtiofs";

    /** Since Linux 6.9. */
    private static final String VIRTIOFS_TAGS = "/sys/fs/virtiofs";

    private final HostFiles files;

    VirtioShares(HostFiles files) {
        this.files = files;
    }

    /** The paths of sysfs of the devices that a mount lies on; empty if it lies on none. */
    List<String> of(Mount mount) {
        return switch (mount.type()) {
            case "9p" -> tagged(NINE_P, "mount_tag", "", mount.source()).toList();
            case "virtiofs" -> virtiofs(mount.source()).toList();
            default -> List.of();
        };
    }

    /** Where the kernel does not tell which tag is whose, each of them may be the one. */
    private Stream<String> virtiofs(String tag) {
        return files.exists(VIRTIOFS_TAGS)
                ? tagged(VIRTIOFS_TAGS, "tag", "/device", tag)
                : devices(VIRTIOFS).flatMap(path -> files.resolve(path).value().stream());
    }

    private Stream<String> tagged(String directory, String attribute, String device, String tag) {
        return devices(directory)
                .filter(path -> tag(path + "/" + attribute).filter(tag::equals).isPresent())
                .flatMap(path -> files.resolve(path + device).value().stream());
    }

    private Stream<String> devices(String directory) {
        return files.list(directory).value().orElse(List.of()).stream().map(name -> directory + "/" + name);
    }

    /** That of 9p ends with a zero byte. */
    private Optional<String> tag(String path) {
        return files.attribute(path).value().map(text -> text.replace("\0", "").strip());
    }
}
