/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
        try {
            Path script = Project.script("make-guest-image");
            Path madeBy = place().resolve("made-by");
            if (!Files.isReadable(madeBy)) {
                return Optional.of("no guest images in " + place() + ": run scripts/make-guest-image");
            }
            return Files.mismatch(script, madeBy) < 0
                    ? Optional.empty()
                    : Optional.of("the guest images in " + place()
                            + " were made by another version of scripts/make-guest-image: run it again");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same place that the script has. */
    private static Path place() {
        return fromEnvironment("HVSDK_GUEST_IMAGES", "")
                .or(() -> Processes.isRoot() ? Optional.of(Path.of("/var/cache/hvsdk/guest-images")) : Optional.empty())
                .or(() -> fromEnvironment("XDG_CACHE_HOME", "hvsdk/guest-images"))
                .or(() -> fromEnvironment("HOME", ".cache/hvsdk/guest-images"))
                .orElseThrow();
    }

    private static Optional<Path> fromEnvironment(String variable, String below) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> Path.of(value).resolve(below));
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

    /** A raw disk of one sector that prints {@value #BOOT_SECTOR_LINE} on the serial port and halts. */
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
