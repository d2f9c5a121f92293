/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Reading and making JSON, where an engine leaves out what it likes. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int SHOWN = 200;

    private Json() {}

    /** The value in these bytes; throws HostFailure with their beginning where there is none. */
    public static JsonNode parse(byte[] bytes, ErrorFactory about) {
        try {
            JsonNode read = MAPPER.readTree(bytes);
            if (read.isMissingNode()) {
                throw new EOFException("nothing at all");
            }
            return read;
        } catch (IOException e) {
            String begin = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8);
            throw about.cause(e)
                    .nativeError(new NativeError("http", "malformed-json", begin))
                    .hostFailure("the engine's answer is not JSON");
        }
    }

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The value at this path of keys; missing, not null, where there is none. */
    public static JsonNode at(JsonNode node, String... keys) {
        JsonNode found = node;
        for (String key : keys) {
            found = found.path(key);
        }
        return found;
    }

    /** The text there; empty where there is none, or an empty one. */
    public static Optional<String> text(JsonNode node, String... keys) {
        JsonNode found = at(node, keys);
        return found.isTextual() && !found.textValue().isEmpty() ? Optional.of(found.textValue()) : Optional.empty();
    }

    /** The whole number there. */
    public static OptionalLong number(JsonNode node, String... keys) {
        JsonNode found = at(node, keys);
        return found.isIntegralNumber() ? OptionalLong.of(found.longValue()) : OptionalLong.empty();
    }

    /** Whether there is a {@code true}. */
    public static boolean flag(JsonNode node, String... keys) {
        return at(node, keys).asBoolean(false);
    }
}
