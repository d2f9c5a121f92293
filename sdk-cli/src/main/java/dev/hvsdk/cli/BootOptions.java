/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.BootSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new guest starts from. Filled in by picocli. */
final class BootOptions {
    @Option(
            names = "--uefi",
            order = 20,
            description = "Start from the first disk by UEFI; without this, by the firmware of the host's choice.")
    private boolean uefi;

    @Option(names = "--cdrom", paramLabel = "PATH", order = 21, description = "Start from a CD-ROM image on the host.")
    private @Nullable String cdrom;

    @Option(names = "--kernel", paramLabel = "PATH", order = 22, description = "Start a Linux kernel on the host.")
    private @Nullable String kernel;

    @Option(names = "--initrd", paramLabel = "PATH", order = 23, description = "The initial RAM disk of the kernel.")
    private @Nullable String initrd;

    @Option(names = "--cmdline", paramLabel = "TEXT", order = 24, description = "The command line of the kernel.")
    private @Nullable String commandLine;

    @Option(
            names = "--image",
            paramLabel = "REF",
            order = 25,
            description = "Make a container of this image, such as debian:12.")
    private @Nullable String image;

    /** What was said, if anything; the command is what to run in a container. */
    Optional<BootSource> source(List<String> command) {
        check(command);
        if (kernel != null) {
            return Optional.of(BootSource.kernel(kernel, initrd, commandLine == null ? "" : commandLine));
        }
        if (image != null) {
            return Optional.of(BootSource.image(image, command));
        }
        if (cdrom != null) {
            return Optional.of(BootSource.cdrom(cdrom));
        }
        return uefi ? Optional.of(BootSource.uefiDisk()) : Optional.empty();
    }

    private void check(List<String> command) {
        List<String> ways = Stream.of(
                        uefi ? "--uefi" : "",
                        cdrom == null ? "" : "--cdrom",
                        kernel == null ? "" : "--kernel",
                        image == null ? "" : "--image")
                .filter(way -> !way.isEmpty())
                .toList();
        if (ways.size() > 1) {
            throw new UsageException(
                    String.join(" and ", ways) + " exclude each other: a guest starts from one thing", null);
        }
        if (kernel == null && (initrd != null || commandLine != null)) {
            throw new UsageException("--initrd and --cmdline are of a kernel; name it with --kernel", null);
        }
        if (image == null && !command.isEmpty()) {
            throw new UsageException("a COMMAND runs in a container; name its image with --image", null);
        }
    }
}
