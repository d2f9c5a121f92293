/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request; each part of the path is given on its own, so that no name can reach another path. Immutable. */
public final class Request {
    private final String method;
    private final String path;
    private final byte @Nullable [] body;
    private final String contentType;
    private final Map<String, String> headers;

    private Request(
            String method, String path, byte @Nullable [] body, String contentType, Map<String, String> headers) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.contentType = contentType;
        this.headers = headers;
    }

    /** Asks. */
    public static Request read(String... path) {
        return of("GET", path);
    }

    /** Has something done. */
    public static Request post(String... path) {
        return of("POST", path);
    }

    /** Has something removed. */
    public static Request delete(String... path) {
        return of("DELETE", path);
    }

    /** By any method. */
    public static Request of(String method, String... path) {
        List<String> parts = new ArrayList<>();
        for (String part : path) {
            parts.add("/" + encoded(part));
        }
        return new Request(method, String.join("", parts), null, "application/json", Map.of());
    }

    private static String encoded(String part) {
        // A part of dots would be taken for a step in the path, and RFC 3986 has no other form of it.
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw new IllegalArgumentException("no part of a path: '" + part + "'");
        }
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** With a parameter. */
    public Request query(String name, String value) {
        char mark = path.indexOf('?') < 0 ? '?' : '&';
        String more = mark + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new Request(method, path + more, body, contentType, headers);
    }

    /** With a body of JSON. */
    public Request json(JsonNode value) {
        return body(value.toString().getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** With a body. */
    public Request body(byte[] bytes, String type) {
        return new Request(method, path, bytes.clone(), type, headers);
    }

    /** With a header. */
    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, body, contentType, Collections.unmodifiableMap(more));
    }

    /** Below a prefix, such as that of a version: {@code /v1.41}. */
    public Request under(String prefix) {
        return new Request(method, prefix + path, body, contentType, headers);
    }

    /** Whether it changes nothing, so that it may be sent again. */
    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    byte @Nullable [] body() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Method and path. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
