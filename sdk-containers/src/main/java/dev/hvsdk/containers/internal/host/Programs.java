/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Programs of this machine. Thread-safe. */
public final class Programs {
    /** Of the system, wherever the tools are. */
    private static final Set<String> COMMON = Set.of("uname", "ls");

    /** Where the tools of administrators are, which a user's path leaves out. */
    private static final List<String> ADMINISTRATORS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Programs() {}

    /** Whether it is one of the system and not of an engine. */
    public static boolean isCommon(String program) {
        return COMMON.contains(program);
    }

    /** The first of this name that can be run. */
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
