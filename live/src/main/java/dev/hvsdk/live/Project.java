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

/** The source tree whose tests are running, and what its scripts have made. */
final class Project {

    private Project() {}

    /** Looked for from the working directory upwards, so that it is found from an IDE too. */
    static Path script(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("scripts").resolve(name);
            if (Files.isRegularFile(script)) {
                return script;
            }
        }
        throw new IllegalStateException(
                "no scripts/" + name + " above " + Path.of("").toAbsolutePath());
    }

    /** Where a script keeps what it makes; the same place that the script has. */
    static Path cache(String variable, String name) {
        return fromEnvironment(variable, "")
                .or(() -> Processes.isRoot() ? Optional.of(Path.of("/var/cache/hvsdk", name)) : Optional.empty())
                .or(() -> fromEnvironment("XDG_CACHE_HOME", "hvsdk/" + name))
                .or(() -> fromEnvironment("HOME", ".cache/hvsdk/" + name))
                .orElseThrow();
    }

    private static Optional<Path> fromEnvironment(String variable, String below) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> Path.of(value).resolve(below));
    }

    /** Why what a script makes is not in a directory, or not as its present version makes it. */
    static Optional<String> notMade(Path directory, String script) {
        Path madeBy = directory.resolve("made-by");
        if (!Files.isReadable(madeBy)) {
            return Optional.of("nothing in " + directory + ": run scripts/" + script);
        }
        try {
            return Files.mismatch(script(script), madeBy) < 0
                    ? Optional.empty()
                    : Optional.of("what lies in " + directory + " was made by another version of scripts/" + script
                            + ": run it again");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
