/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** JSON as tools print it: keys that are not known are passed over, keys that are needed must be there. */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    static JsonNode tree(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new UnreadableOutputException("there is no JSON");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new UnreadableOutputException("it is no JSON", e);
        }
    }

    static JsonNode array(JsonNode node, String what) {
        if (!node.isArray()) {
            throw new UnreadableOutputException(what + " is no list");
        }
        return node;
    }

    static JsonNode required(JsonNode object, String key) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            throw new UnreadableOutputException("there is no \"" + key + "\"");
        }
        return value;
    }

    /** A text or a number as text. */
    static String requiredText(JsonNode object, String key) {
        JsonNode value = required(object, key);
        if (!value.isValueNode() || value.asText().isBlank()) {
            throw new UnreadableOutputException("\"" + key + "\" is no text");
        }
        return value.asText();
    }

    /** Empty where the key is missing, null or blank. */
    static Optional<String> text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}
