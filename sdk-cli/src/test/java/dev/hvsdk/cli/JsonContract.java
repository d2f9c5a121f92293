/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Path;

/** What docs/schema promises. */
final class JsonContract {
    private static final Path SCHEMA = Path.of("../docs/schema/hv.schema.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonContract() {}

    static JsonNode parse(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** Fails if the output of a command is not what the schema says, or has a key that it does not know. */
    static void validate(String command, String json) throws IOException {
        ObjectNode schema = (ObjectNode) MAPPER.readTree(SCHEMA.toFile());
        schema.remove("anyOf");
        schema.put("$ref", "#/$defs/" + command);
        closeObjects(schema);
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(parse(json)))
                .as(json)
                .isEmpty();
    }

    /** Readers must accept keys that they do not know; we must not print any that is not documented. */
    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(JsonContract::closeObjects);
    }
}
