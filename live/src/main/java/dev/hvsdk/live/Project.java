/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree whose tests are running. */
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
}
