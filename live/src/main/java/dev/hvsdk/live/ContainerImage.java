/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code scripts/make-container-image} has made: busybox, and {@link #INIT}, which obeys the signals by which engines ask
 * for a shutdown. Immutable.
 *
 * @param directory where it lies
 */
public record ContainerImage(Path directory) {

    /**
     * The program that is process 1 of its containers; with words behind it, it runs them and ends as they do. {@code /sbin/init} is
     * the same, but Podman takes what has that name for systemd.
     */
    public static final String INIT = "/bin/container-init";

    /** What {@link #INIT} prints when it hears signals; one that came before is lost. */
    public static final String READY_LINE = "HVSDK-CONTAINER-READY";

    /** The image of this machine; {@link Engine#CONTAINER_IMAGE} says whether it is there. */
    public static ContainerImage get() {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return new ContainerImage(place());
    }

    static Optional<String> missing() {
        return Project.notMade(place(), "make-container-image");
    }

    private static Path place() {
        return Project.cache("HVSDK_CONTAINER_IMAGE", "container-image");
    }

    /** The root directory. Copy it if the test writes. */
    public Path root() {
        return directory.resolve("rootfs");
    }

    /** The same for {@code docker import} and {@code podman import}. */
    public Path tar() {
        return directory.resolve("rootfs.tar");
    }

    /** The same with its metadata for LXD and Incus. */
    public Path lxdTar() {
        return directory.resolve("lxd.tar.gz");
    }

    /** What LXC has to know to run a copy of {@link #root()} without a network; {@code lxc.rootfs.path} is not in it. */
    public String lxcConfiguration() {
        try {
            return Files.readString(directory.resolve("lxc-busybox.conf"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
