/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A whole answer, whatever its status. Immutable. */
public final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The code of its status. */
    public int status() {
        return status;
    }

    /** Whether it says that all went well. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** One of its headers. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as JSON; throws HostFailure where it is none. */
    public JsonNode json(ErrorFactory about) {
        return Json.parse(body, about);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A copy of the body. */
    public byte[] bytes() {
        return body.clone();
    }
}
