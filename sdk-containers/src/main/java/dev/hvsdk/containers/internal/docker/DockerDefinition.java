/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;

/** What the engine says of a container, as it says it. Thread-safe. */
final class DockerDefinition implements NativeDefinition {
    private final Container container;

    DockerDefinition(Container container) {
        this.container = container;
    }

    @Override
    public String format() {
        return "docker-inspect-json";
    }

    @Override
    public String text() {
        return redacted(container.inspect("read definition")).toPrettyString();
    }

    static JsonNode redacted(JsonNode inspected) {
        JsonNode copy = inspected.deepCopy();
        redact(copy.path("Config"));
        return copy;
    }

    /** The environment is where containers are given their passwords, and a variable's name does not tell which it is. */
    static void redact(JsonNode config) {
        if (config instanceof ObjectNode object && config.path("Env") instanceof ArrayNode environment) {
            ArrayNode names = object.arrayNode();
            environment.forEach(variable -> names.add(name(variable.asText())));
            object.set("Env", names);
        }
    }

    private static String name(String variable) {
        int equals = variable.indexOf('=');
        return equals < 0 ? variable : variable.substring(0, equals) + "=***";
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        return container.change("replace definition", source -> {
            throw container
                    .errors("replace definition")
                    .remedy("make another container, and remove this one")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a container stays as it was made");
        });
    }
}
