/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The control groups of this machine. */
final class ControlGroups {

    static final Path ROOT = Path.of("/sys/fs/cgroup");

    /** Hierarchies of version 1 are one level deeper. */
    private static final int DEPTH = 2;

    private ControlGroups() {}

    /** Those near the root whose name is as wanted. */
    static List<Path> named(Predicate<String> wanted) {
        try (Stream<Path> groups = Files.find(
                ROOT,
                DEPTH,
                (path, kind) ->
                        kind.isDirectory() && wanted.test(path.getFileName().toString()))) {
            return groups.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
