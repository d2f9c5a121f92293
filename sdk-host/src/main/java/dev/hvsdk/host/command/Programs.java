/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Programs of this machine.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Programs {
    /** Where the tools of administrators are, which a user's path leaves out. */
    private static final List<String> ADMINISTRATORS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Programs() {}

    /** The path of the first of this name that can be run, in {@code PATH} or where the tools of administrators are. */
    public static Optional<String> find(String program) {
        List<String> directories = new ArrayList<>(
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)));
        directories.addAll(ADMINISTRATORS);
        return directories.stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
