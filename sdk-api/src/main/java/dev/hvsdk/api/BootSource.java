/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a new guest starts from.
 *
 * <p>Sealed, so that a backend has to say which kinds it knows. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface BootSource {
    /** The first disk of the guest, by its firmware. */
    static BootSource disk() {
        return new Disk(false);
    }

    /** The first disk of the guest, by UEFI firmware. */
    static BootSource uefiDisk() {
        return new Disk(true);
    }

    /** A CD-ROM image on the host. */
    static BootSource cdrom(String path) {
        return new Cdrom(path);
    }

    /** A Linux kernel on the host, without firmware; {@code initrd} is null where the kernel needs none. */
    static BootSource kernel(String path, @Nullable String initrd, String commandLine) {
        return new Kernel(path, initrd, commandLine);
    }

    /** A container image, with the command to run, or the image's own if the list is empty. */
    static BootSource image(String reference, List<String> command) {
        return new Image(reference, command);
    }

    /**
     * The first disk. Immutable.
     *
     * @param uefi whether the firmware is UEFI and not a BIOS
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Disk(boolean uefi) implements BootSource {}

    /**
     * A CD-ROM image. Immutable.
     *
     * @param path where it is on the host
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Cdrom(String path) implements BootSource {}

    /** A kernel without firmware. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Kernel implements BootSource {
        private final String path;
        private final @Nullable String initrd;
        private final String commandLine;

        private Kernel(String path, @Nullable String initrd, String commandLine) {
            this.path = path;
            this.initrd = initrd;
            this.commandLine = commandLine;
        }

        /** Where the kernel is on the host. */
        public String path() {
            return path;
        }

        /** Where its initial RAM disk is on the host. */
        public Optional<String> initrd() {
            return Optional.ofNullable(initrd);
        }

        /** The kernel's command line. */
        public String commandLine() {
            return commandLine;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kernel that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {path, initrd, commandLine};
        }
    }

    /**
     * A container image. Immutable.
     *
     * @param reference its name as the engine takes it, such as {@code debian:12}
     * @param command the command and its arguments; empty for the image's own
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Image(String reference, List<String> command) implements BootSource {
        /** Copies the command. */
        public Image {
            command = List.copyOf(command);
        }
    }
}
