/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.unit.MemorySize;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a recording, read with errors that say where they are wrong. Immutable.
 *
 * @param path where the object is in the document: {@code guests[2].}; empty for the document itself
 */
record Fields(JsonNode node, String path) {
    static Fields ofDocument(JsonNode document) {
        if (!document.isObject()) {
            throw damage("it is no JSON object");
        }
        return new Fields(document, "");
    }

    static HypervisorException.HostFailure damage(String what) {
        return HostCore.ERRORS.operation("read").subject("recording").hostFailure("it is damaged: " + what);
    }

    private HypervisorException.HostFailure wrong(String name, String what) {
        return damage(path + name + " " + what);
    }

    private @Nullable JsonNode find(String name) {
        JsonNode field = node.get(name);
        return field == null || field.isNull() ? null : field;
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode field = find(name);
        if (field != null && !field.isTextual()) {
            throw wrong(name, "is no text");
        }
        return field == null ? null : field.textValue();
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw wrong(name, "is missing");
        }
        return text;
    }

    boolean flag(String name) {
        JsonNode field = find(name);
        if (field != null && !field.isBoolean()) {
            throw wrong(name, "is neither true nor false");
        }
        return field != null && field.booleanValue();
    }

    @Nullable
    Long numberOrNull(String name) {
        JsonNode field = find(name);
        if (field != null && !(field.isIntegralNumber() && field.canConvertToLong())) {
            throw wrong(name, "is no whole number");
        }
        return field == null ? null : field.longValue();
    }

    @Nullable
    Integer intOrNull(String name) {
        Long number = numberOrNull(name);
        return number == null ? null : checked(name, number, Math::toIntExact);
    }

    @Nullable
    Integer positiveOrNull(String name) {
        Integer number = intOrNull(name);
        if (number != null && number < 1) {
            throw wrong(name, "is below 1");
        }
        return number;
    }

    /** How many of something there are; none if it is missing. */
    int count(String name) {
        Integer number = intOrNull(name);
        if (number != null && number < 0) {
            throw wrong(name, "is below 0");
        }
        return number == null ? 0 : number;
    }

    /** Gives the number on, if it is there; what the consumer refuses is damage. */
    void ifNumber(String name, Consumer<Integer> consumer) {
        Long number = numberOrNull(name);
        if (number != null) {
            checked(name, number, value -> {
                consumer.accept(Math.toIntExact(value));
                return value;
            });
        }
    }

    void ifText(String name, Consumer<String> consumer) {
        String text = textOrNull(name);
        if (text != null) {
            consumer.accept(text);
        }
    }

    /** What the parser makes of the text, if it is there. */
    <T> void ifParsed(String name, Function<String, T> parser, Consumer<T> consumer) {
        T value = parsedOrNull(name, parser);
        if (value != null) {
            consumer.accept(value);
        }
    }

    <T> @Nullable T parsedOrNull(String name, Function<String, T> parser) {
        String text = textOrNull(name);
        return text == null ? null : checked(name, text, parser);
    }

    <T> T parsed(String name, Function<String, T> parser) {
        return checked(name, text(name), parser);
    }

    @Nullable
    MemorySize bytesOrNull(String name) {
        Long bytes = numberOrNull(name);
        return bytes == null ? null : checked(name, bytes, MemorySize::ofBytes);
    }

    private <V, T> T checked(String name, V value, Function<? super V, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw HostCore.ERRORS
                    .operation("read")
                    .subject("recording")
                    .cause(e)
                    .hostFailure("it is damaged: " + path + name + " cannot be '" + value + "'");
        }
    }

    /** The object; one without fields if it is missing. */
    Fields object(String name) {
        JsonNode field = find(name);
        if (field != null && !field.isObject()) {
            throw wrong(name, "is no object");
        }
        return new Fields(field == null ? Json.object() : field, path + name + ".");
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /** The objects of an array; none if it is missing. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            String place = name + "[" + objects.size() + "]";
            if (!element.isObject()) {
                throw wrong(place, "is no object");
            }
            objects.add(new Fields(element, path + place + "."));
        }
        return objects;
    }

    /** The texts of an array; none if it is missing. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw wrong(name + "[" + texts.size() + "]", "is no text");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** The whole numbers of an array; none if it is missing. */
    List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.canConvertToInt()) {
                throw wrong(name + "[" + numbers.size() + "]", "is no number");
            }
            numbers.add(element.intValue());
        }
        return numbers;
    }

    private Iterable<JsonNode> array(String name) {
        JsonNode field = find(name);
        if (field != null && !field.isArray()) {
            throw wrong(name, "is no array");
        }
        return field == null ? List.of() : field;
    }

    /** The objects of an object by their names, in order. */
    Map<String, Fields> entries() {
        Map<String, Fields> entries = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> entries.put(name, object(name)));
        return entries;
    }
}
