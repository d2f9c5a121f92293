/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;

/** What the daemon would be asked for. Thread-safe. */
final class LxdPreview implements DefinitionPreview {
    private final Client client;

    LxdPreview(Client client) {
        this.client = client;
    }

    @Override
    public String format() {
        return "lxd-create-json";
    }

    @Override
    public String preview(GuestSpec spec) {
        JsonNode json =
                new CreateJson(client, client.context().errors("preview").subject(spec.toString())).of(spec);
        ObjectNode redacted = LxdDefinition.redacted(json);
        return redacted.toPrettyString();
    }
}
