/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an engine's answers have to be like, and what it can be asked about. */
final class Shape {
    private static final int SHOWN = 200;

    /** Ids and names of both engines (moby, daemon/names; libpod, define.NameRegex). */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

    private Shape() {}

    /** Reads JSON that may be anything; throws HostFailure with its beginning if it lacks what has to be there. */
    static <T> T read(JsonNode json, ErrorFactory about, Function<? super JsonNode, ? extends T> reader) {
        try {
            return reader.apply(json);
        } catch (NoSuchElementException | ArithmeticException | IllegalArgumentException e) {
            String text = json.toString();
            throw about.cause(e)
                    .nativeError(new NativeError(
                            "http", "malformed-json", text.substring(0, Math.min(text.length(), SHOWN))))
                    .hostFailure("the engine's answer lacks what it has to have");
        }
    }

    /** A list that has to be one: no list is not an empty list. */
    static JsonNode list(JsonNode json, ErrorFactory about) {
        return read(json, about, all -> {
            if (!all.isArray()) {
                throw new NoSuchElementException("no list");
            }
            return all;
        });
    }

    /** The id as a part of a path; throws NotFound for one that no engine gives: a proxy might take it for another path. */
    static String part(GuestId id, ErrorFactory about) {
        if (!ID.matcher(id.value()).matches()) {
            throw about.notFound("no container has an id of this form");
        }
        return id.value();
    }
}
