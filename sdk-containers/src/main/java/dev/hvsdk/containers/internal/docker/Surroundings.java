/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What an engine is looked for by: variables, and where files lie. */
record Surroundings(Map<String, String> variables, Path home, Path root) {
    static Surroundings ofThisProcess() {
        return new Surroundings(System.getenv(), Path.of(System.getProperty("user.home", "/")), Path.of("/"));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
