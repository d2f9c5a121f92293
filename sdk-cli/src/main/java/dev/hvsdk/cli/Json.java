/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.hvsdk.api.Support;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/** The parts of writing JSON that every answer needs: what is not known is null. */
final class Json {
    /** Raised when a program that reads the old form would be misled; a new key alone does not raise it. */
    static final int FORMAT = 1;

    // Only ASCII goes out, so that the locale cannot spoil it.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    /** For objects of one line each. */
    static JsonGenerator lineGenerator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        json.setPrettyPrinter(printer);
        return json;
    }

    static void text(JsonGenerator json, String key, Optional<String> value) throws IOException {
        json.writeFieldName(key);
        // writeString(null) writes null.
        json.writeString(value.orElse(null));
    }

    /** What a program wrote: as text under the key where it is UTF-8, and elsewhere under the key with {@code Base64}. */
    static void bytes(JsonGenerator json, String key, byte[] value) throws IOException {
        Optional<String> text = decoded(value);
        text(json, key, text);
        text(
                json,
                key + "Base64",
                text.isPresent()
                        ? Optional.empty()
                        : Optional.of(Base64.getEncoder().encodeToString(value)));
    }

    private static Optional<String> decoded(byte[] value) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static void number(JsonGenerator json, String key, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(key, value.getAsInt());
        } else {
            json.writeNullField(key);
        }
    }

    static void number(JsonGenerator json, String key, Optional<Long> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }

    static void texts(JsonGenerator json, String key, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(key);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Whether something can be used, and if not, why. */
    static void availability(JsonGenerator json, Support<?> support) throws IOException {
        Optional<Support.Unavailable<?>> no =
                support instanceof Support.Unavailable<?> absent ? Optional.of(absent) : Optional.empty();
        json.writeBooleanField("available", no.isEmpty());
        text(json, "reason", no.map(why -> why.reason().id()));
        text(json, "detail", no.map(Support.Unavailable::detail));
        text(json, "remedy", no.flatMap(Support.Unavailable::remedy));
    }

    /** One object. */
    static <T> void object(JsonGenerator json, String key, T value, Writing<T> writing) throws IOException {
        json.writeObjectFieldStart(key);
        writing.write(json, value);
        json.writeEndObject();
    }

    /** An array of objects. */
    static <T> void objects(JsonGenerator json, String key, Iterable<? extends T> values, Writing<T> writing)
            throws IOException {
        json.writeArrayFieldStart(key);
        for (T value : values) {
            json.writeStartObject();
            writing.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of one object. */
    @FunctionalInterface
    interface Writing<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }
}
