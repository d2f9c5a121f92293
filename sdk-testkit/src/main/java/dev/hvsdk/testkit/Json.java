/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** JSON as recordings have it: what is not known is left out. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Throws {@link dev.hvsdk.api.HypervisorException.HostFailure} if the text is no JSON. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw Fields.damage("it is not JSON, " + plain(e.getOriginalMessage()));
        }
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static void put(ObjectNode object, String name, Optional<String> text) {
        text.ifPresent(value -> object.put(name, value));
    }

    static void put(ObjectNode object, String name, OptionalInt number) {
        number.ifPresent(value -> object.put(name, value));
    }

    static void putBytes(ObjectNode object, String name, Optional<MemorySize> size) {
        size.ifPresent(value -> object.put(name, value.toBytes()));
    }

    static void putTexts(ObjectNode object, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = object.putArray(name);
            texts.forEach(array::add);
        }
    }

    static <T> void putObjects(
            ObjectNode object, String name, Collection<? extends T> values, Function<T, ObjectNode> writer) {
        if (!values.isEmpty()) {
            ArrayNode array = object.putArray(name);
            values.forEach(value -> array.add(writer.apply(value)));
        }
    }

    /** Finds the constant with this id; for the enums of the API, whose ids are stable. */
    static <E extends Enum<E>> Function<String, E> constant(Class<E> type, Function<E, String> id) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> id.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + text));
    }

    /** Without what the parser says of its own settings. */
    private static String plain(String message) {
        return message.replaceAll(" \\(start marker at .*\\)", "");
    }
}
