/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code scripts/make-guest-image} has made. Immutable.
 *
 * @param directory where it lies
 */
public record GuestImages(Path directory) {

    /** The images of this machine; {@link Engine#GUEST_IMAGES} says whether they are there. */
    public static GuestImages get() {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return new GuestImages(place());
    }

    static Optional<String> missing() {
        return Project.notMade(place(), "make-guest-image");
    }

    private static Path place() {
        return Project.cache("HVSDK_GUEST_IMAGES", "guest-images");
    }

    /** A Linux kernel that boots under TCG in seconds. */
    public Path kernel() {
        return directory.resolve("vmlinuz");
    }

    /**
     * Its initial RAM disk: prints {@value #READY_LINE} on the serial console, has a shell there, and powers off when asked by ACPI.
     */
    public Path initrd() {
        return directory.resolve("initrd");
    }

    /** The same with a real QEMU guest agent. */
    public Path agentInitrd() {
        return directory.resolve("initrd-agent");
    }

    /** An empty qcow2 of 64 MiB; copy it. */
    public Path emptyDisk() {
        return directory.resolve("empty.qcow2");
    }

    /** A raw disk of 1 MiB whose first sector prints {@value #BOOT_SECTOR_LINE} on the serial port and halts. */
    public Path bootSector() {
        return directory.resolve("boot-sector.img");
    }

    /** The root directory of a container, with {@code /sbin/init}. Copy it if the test writes. */
    public Path containerRoot() {
        return directory.resolve("container");
    }

    /** What the Linux guests print when they are up. */
    public static final String READY_LINE = "HVSDK-GUEST-READY";

    /** What the boot sector prints. */
    public static final String BOOT_SECTOR_LINE = "HVSDK-BOOT-SECTOR";
}
