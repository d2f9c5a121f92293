/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.util.List;

/** The terminal of a container's process 1, or its standard input, output and error. Immutable. */
final class DockerConsole implements Console {
    private static final String OPERATION = "open console";

    /** The usual keys, Ctrl-P and Ctrl-Q, are typed at any shell, and the engine would keep them to itself. */
    private static final String NEVER_TYPED = "ctrl-^,ctrl-@,ctrl-^,ctrl-@";

    private final Container container;

    DockerConsole(Container container) {
        this.container = container;
    }

    @Override
    public ConsoleSession open() {
        ErrorFactory about = container.errors(OPERATION);
        container.client().context().refuseIfReadOnly(about);
        JsonNode inspected = container.inspect(OPERATION);
        GuestState state =
                ContainerJson.state(Json.text(inspected, "State", "Status").orElse(""));
        // The engines would attach to it, and wait for its start.
        if (state != GuestState.RUNNING) {
            throw about.wrongState("it is " + state.id());
        }
        ConsoleInput input = ConsoleInput.of(
                inspected.path("Config"), container.client().greeting().dialect());
        BodyStream stream = container.client().upgrade(attach(input), about);
        return new AttachedSession(stream, Json.flag(inspected, "Config", "Tty"), input);
    }

    private Request attach(ConsoleInput input) {
        return container
                .post("attach")
                .query("stream", "true")
                .query("stdin", Boolean.toString(input == ConsoleInput.OPEN))
                .query("stdout", "true")
                .query("stderr", "true")
                .query("detachKeys", NEVER_TYPED);
    }

    @Override
    public List<URI> displays() {
        return List.of();
    }
}
