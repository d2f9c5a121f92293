/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as QEMU and its agent speak it. Thread-safe. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // Without the text, which may hold what a guest keeps secret.
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage());
        }
    }

    static String text(JsonNode value) {
        return value.toString();
    }

    /** A command in the form that both take. */
    static String command(String name, Map<String, ?> arguments) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("execute", name);
        if (!arguments.isEmpty()) {
            command.put("arguments", arguments);
        }
        try {
            return MAPPER.writeValueAsString(command);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "an argument of " + name + " cannot be JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Map<String, Object> map(JsonNode value) {
        if (!value.isObject()) {
            throw new IllegalStateException("the answer is no object but " + value.getNodeType());
        }
        return Collections.unmodifiableMap(MAPPER.convertValue(value, new TypeReference<Map<String, Object>>() {}));
    }

    static List<Object> list(JsonNode value) {
        if (!value.isArray()) {
            throw new IllegalStateException("the answer is no array but " + value.getNodeType());
        }
        return Collections.unmodifiableList(MAPPER.convertValue(value, new TypeReference<List<Object>>() {}));
    }
}
