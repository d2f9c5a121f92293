/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;

/** The body of the request that would make a container, with its name, which the request has in its query. Immutable. */
final class DockerPreview implements DefinitionPreview {
    private final Client client;

    DockerPreview(Client client) {
        this.client = client;
    }

    @Override
    public String format() {
        return "docker-create-json";
    }

    @Override
    public String preview(GuestSpec spec) {
        client.context().state().checkOpen();
        return preview(
                spec, client.greeting(), client.context().errors("preview").subject(spec.toString()));
    }

    static String preview(GuestSpec spec, Greeting greeting, ErrorFactory errors) {
        ObjectNode shown = Json.object().put("Name", spec.name());
        shown.setAll(CreateJson.of(spec, greeting, errors));
        DockerDefinition.redact(shown);
        return shown.toPrettyString();
    }
}
