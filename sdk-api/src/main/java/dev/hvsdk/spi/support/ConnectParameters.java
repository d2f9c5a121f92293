/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in the query of a connection's URI, read strictly: {@code ?ca=/etc/ca.pem&verify=no}.
 *
 * <pre>{@code
 * ConnectParameters parameters = ConnectParameters.parse(spec.uri(), Set.of("ca", "fingerprint", "verify"));
 * boolean verify = parameters.flag("verify").orElse(true);
 * }</pre>
 *
 * <p>A misspelt parameter is an error and not ignored: {@code verify} decides on security. Errors name parameters and never their
 * values. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConnectParameters {
    private final Map<String, String> values;

    private ConnectParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * The parameters of this URI.
     *
     * @param known the names of the parameters that the backend understands
     * @throws IllegalArgumentException if a parameter is not known, has no value, or is there twice
     */
    public static ConnectParameters parse(URI uri, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = rawQuery(uri);
        if (query != null && !query.isEmpty()) {
            for (String part : query.split("&", -1)) {
                add(part, known, values);
            }
        }
        return new ConnectParameters(values);
    }

    private static @Nullable String rawQuery(URI uri) {
        if (!uri.isOpaque()) {
            return uri.getRawQuery();
        }
        // An opaque URI (fake:kvm?guests=3) has no query as far as java.net.URI knows.
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        return mark < 0 ? null : rest.substring(mark + 1);
    }

    private static void add(String part, Set<String> known, Map<String, String> values) {
        int equals = part.indexOf('=');
        String name = decode(equals < 0 ? part : part.substring(0, equals));
        if (!known.contains(name)) {
            throw new IllegalArgumentException("the URI has a parameter '" + name + "' that is not known; known are "
                    + String.join(", ", new TreeSet<>(known)));
        }
        if (equals < 0 || equals == part.length() - 1) {
            throw new IllegalArgumentException("the parameter '" + name + "' of the URI has no value");
        }
        if (values.put(name, decode(part.substring(equals + 1))) != null) {
            throw new IllegalArgumentException("the parameter '" + name + "' is in the URI twice");
        }
    }

    private static String decode(String raw) {
        // URLDecoder reads forms, where a plus is a space; in a URI it is a plus (RFC 3986, section 3.4).
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The value of this parameter, decoded. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value of a parameter that is {@code yes} or {@code no}, {@code true} or {@code false}, {@code 1} or {@code 0}.
     *
     * @throws IllegalArgumentException if it is another
     */
    public Optional<Boolean> flag(String name) {
        return find(name).map(value -> switch (value) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> throw new IllegalArgumentException("the parameter '" + name + "' of the URI must be yes or no");
        });
    }

    /** The names of the parameters that are there. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
