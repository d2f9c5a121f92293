/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;

/** Commands in a container, by the engine. Thread-safe. */
final class DockerExec implements GuestExec {
    private static final String OPERATION = "run command";

    private final Container container;

    DockerExec(Container container) {
        this.container = container;
    }

    @Override
    public Operation<ExecResult> run(ExecSpec spec) {
        return container.change(OPERATION, source -> {
            JsonNode made = container.json(container.post("exec").json(json(spec)), OPERATION);
            String id = Json.text(made, "Id")
                    .orElseThrow(() -> container.errors(OPERATION).hostFailure("the engine gave no id of the command"));
            return new ExecRun(container.client(), container.errors(OPERATION), id).run(spec, source);
        });
    }

    static ObjectNode json(ExecSpec spec) {
        ObjectNode json = Json.object();
        json.put("AttachStdin", spec.input().length > 0)
                .put("AttachStdout", true)
                .put("AttachStderr", true);
        ArrayNode command = json.putArray("Cmd");
        spec.command().forEach(command::add);
        ArrayNode environment = json.putArray("Env");
        spec.environment().forEach((name, value) -> environment.add(name + "=" + value));
        spec.workingDirectory().ifPresent(directory -> json.put("WorkingDir", directory));
        spec.user().ifPresent(user -> json.put("User", user));
        return json;
    }

    static Request start(String id) {
        return Request.post("exec", id, "start")
                .json(Json.object().put("Detach", false).put("Tty", false));
    }
}
