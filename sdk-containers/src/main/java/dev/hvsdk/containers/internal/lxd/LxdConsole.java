/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.WebSocket;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.util.List;

/** The console of an instance, which one session has at a time. Thread-safe. */
final class LxdConsole implements Console {
    private static final String OPERATION = "open console";

    /** That of terminals whose size nobody knows. */
    private static final int WIDTH = 80;

    private static final int HEIGHT = 24;

    private final Instance instance;

    LxdConsole(Instance instance) {
        this.instance = instance;
    }

    @Override
    public ConsoleSession open() {
        ErrorFactory about = instance.errors(OPERATION);
        instance.context().host().refuseIfReadOnly(about);
        instance.require(instance.read(OPERATION), OPERATION, GuestState.RUNNING);
        JsonNode body = Json.object().put("type", "console").put("width", WIDTH).put("height", HEIGHT);
        JsonNode begun =
                instance.client().begin(instance.request("POST", "console").json(body), about);
        String operation =
                Json.text(begun, "id").orElseThrow(() -> about.hostFailure("the daemon gave no id of the console"));
        WebSocket control = socket(operation, begun, "control", about);
        boolean connected = false;
        try {
            LxdConsoleSession session =
                    new LxdConsoleSession(instance.client(), operation, socket(operation, begun, "0", about), control);
            connected = true;
            return session;
        } finally {
            if (!connected) {
                control.close();
            }
        }
    }

    private WebSocket socket(String operation, JsonNode begun, String name, ErrorFactory about) {
        String secret = Json.text(begun, "metadata", "fds", name)
                .orElseThrow(() -> about.hostFailure("the daemon gave no stream " + name + " of the console"));
        return instance.client().socket(operation, secret, about, () -> {});
    }

    /** A container has no screen; that of a virtual machine goes by a websocket, for which there is no address. */
    @Override
    public List<URI> displays() {
        return List.of();
    }
}
