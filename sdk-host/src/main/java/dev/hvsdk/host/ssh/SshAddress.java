/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where to log in, as whom, and which files decide on trust. Immutable. */
final class SshAddress {
    private static final int SSH_PORT = 22;

    private final URI uri;
    private final String host;
    private final SshOptions options;
    private final @Nullable Credentials credentials;

    private SshAddress(URI uri, String host, SshOptions options, @Nullable Credentials credentials) {
        this.uri = uri;
        this.host = host;
        this.options = options;
        this.credentials = credentials;
    }

    static SshAddress of(ConnectSpec spec, SshOptions options) {
        URI uri = spec.uri();
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException(
                    "the URI names no host; write for example " + uri.getScheme() + "://root@host.example/");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new SshAddress(
                uri, bare, options, spec.credentials().credentials(uri).orElse(null));
    }

    URI uri() {
        return uri;
    }

    String host() {
        return host;
    }

    int port() {
        return uri.getPort() < 0 ? SSH_PORT : uri.getPort();
    }

    /** The one that the URI names, or that the password is of, or that runs this process. */
    String user() {
        return Optional.ofNullable(uri.getUserInfo())
                .or(() -> Optional.ofNullable(credentials).flatMap(Credentials::user))
                .orElseGet(() -> System.getProperty("user.name"));
    }

    Optional<char[]> password() {
        return Optional.ofNullable(credentials).map(Credentials::password);
    }

    List<Path> knownHosts() {
        return options.knownHosts();
    }

    Optional<Path> keyFile() {
        return options.keyFile();
    }
}
