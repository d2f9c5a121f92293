/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a vmrest listens: {@code http://127.0.0.1:8697}, with TLS also elsewhere.
 *
 * <p>Immutable.
 *
 * @param address without a path
 * @param user who logs in, if the place says so
 */
public record VmrestPlace(URI address, @Nullable String user) {
    /** What vmrest listens on unless told otherwise (its manual). */
    private static final int PORT = 8697;

    private static final String FORM =
            "vmrest= wants http://127.0.0.1:8697, http://USER@127.0.0.1:8697 or https://HOST:PORT";

    /**
     * Reads one; its text is in no error, since it may hold what nobody should read.
     *
     * @throws IllegalArgumentException if it is none, or one that a password should not be sent to
     */
    public static VmrestPlace parse(String text) {
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        boolean isPlain = uri.getQuery() == null
                && uri.getFragment() == null
                && Set.of("", "/").contains(path);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null || !isPlain) {
            throw new IllegalArgumentException(FORM);
        }
        @Nullable String user = uri.getUserInfo();
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("a password stands in no URI; " + FORM);
        }
        if (scheme.equals("http") && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "vmrest= without TLS is for this machine only (127.0.0.1, ::1, localhost): "
                            + "its password goes over the net in clear; use https");
        }
        int port = uri.getPort() < 0 ? PORT : uri.getPort();
        return new VmrestPlace(URI.create(scheme + "://" + uri.getHost() + ":" + port), user);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Its message and the exception itself repeat the text.
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Looks at the text, and asks no name server. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    }

    /** Whether what is sent there is encrypted. */
    public boolean isTls() {
        return address.getScheme().equals("https");
    }

    /** Who logs in, if the place says so. */
    public Optional<String> findUser() {
        return Optional.ofNullable(user).filter(name -> !name.isEmpty());
    }
}
