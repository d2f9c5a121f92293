/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.containers.internal.http.Json;

/** Whether a session may write to a container: only where the container goes on as it was when the session is closed. */
enum ConsoleInput {
    OPEN(""),
    NONE("the container was made without a standard input"),
    ENDS_WITH_SESSION("the container has no terminal, and its standard input would end with this session");

    private final String refusal;

    ConsoleInput(String refusal) {
        this.refusal = refusal;
    }

    static ConsoleInput of(JsonNode config, Dialect dialect) {
        if (!Json.flag(config, "OpenStdin")) {
            return NONE;
        }
        // Podman 4.3.1 ends it whatever StdinOnce says, and by the keys to detach as well.
        boolean isOnce = Json.flag(config, "StdinOnce") || dialect == Dialect.PODMAN;
        return isOnce && !Json.flag(config, "Tty") ? ENDS_WITH_SESSION : OPEN;
    }

    /** Why nothing can be written. */
    String refusal() {
        return refusal;
    }
}
