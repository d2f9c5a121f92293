/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.internal.http.Dialer;
import dev.hvsdk.containers.internal.http.ProcessDialer;
import dev.hvsdk.containers.internal.http.TcpDialer;
import dev.hvsdk.containers.internal.http.Tls;
import dev.hvsdk.containers.internal.http.UnixDialer;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address as both engines' tools have it: {@code unix:///path}, {@code tcp://host:port}, {@code ssh://user@host}. */
final class Address {
    private static final int TLS_PORT = 2376;
    private static final int PLAIN_PORT = 2375;

    private final Dialer dialer;

    private Address(Dialer dialer) {
        this.dialer = dialer;
    }

    /** By the files that the variables name, if it is one of TCP. */
    static Address of(URI uri, Surroundings surroundings, Dialect dialect, ErrorFactory errors) {
        Optional<Path> certificates = surroundings.variable("DOCKER_CERT_PATH").map(Path::of);
        boolean secured = surroundings.variable("DOCKER_TLS_VERIFY").isPresent();
        TlsFiles files = secured
                ? TlsFiles.in(certificates.orElseGet(() -> surroundings.home().resolve(".docker")))
                : TlsFiles.NONE;
        return of(uri, files, dialect, errors);
    }

    static Address of(URI uri, TlsFiles files, Dialect dialect, ErrorFactory errors) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "unix" -> new Address(new UnixDialer(Path.of(path(uri))));
            case "tcp", "http", "https" -> new Address(tcp(uri, files, errors));
            case "ssh" -> new Address(ssh(uri, dialect));
            default ->
                throw new IllegalArgumentException("no address of an engine: " + uri.getScheme()
                        + "; write for example unix:///var/run/docker.sock");
        };
    }

    private static String path(URI uri) {
        String path = uri.getPath();
        if (path == null || path.length() < 2) {
            throw new IllegalArgumentException("a unix socket has a path, as in unix:///var/run/docker.sock");
        }
        return path;
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("an address of " + uri.getScheme() + " names a host");
        }
        // IPv6 in brackets, which belong to the URI.
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Dialer tcp(URI uri, TlsFiles files, ErrorFactory errors) {
        @Nullable Tls tls = tls(files, errors);
        int port = uri.getPort() >= 0 ? uri.getPort() : tls == null ? PLAIN_PORT : TLS_PORT;
        return new TcpDialer(host(uri), port, tls);
    }

    private static @Nullable Tls tls(TlsFiles files, ErrorFactory errors) {
        if (files.equals(TlsFiles.NONE)) {
            return null;
        }
        try {
            return Tls.of(files.ca(), files.certificate(), files.key(), files.verify());
        } catch (IOException e) {
            throw errors.cause(e).permissionDenied("no TLS by " + files + ": " + e.getMessage());
        }
    }

    /** A host that begins with a hyphen would be an option: java.net.URI knows no such host, and the double hyphen ends them. */
    private static Dialer ssh(URI uri, Dialect dialect) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T", "-o", "BatchMode=yes"));
        if (uri.getPort() >= 0) {
            command.addAll(List.of("-p", Integer.toString(uri.getPort())));
        }
        if (uri.getUserInfo() != null) {
            command.addAll(List.of("-l", user(uri.getUserInfo())));
        }
        command.addAll(List.of("--", host(uri)));
        command.addAll(List.of(dialect == Dialect.DOCKER ? "docker" : "podman", "system", "dial-stdio"));
        return new ProcessDialer(command);
    }

    private static String user(String info) {
        if (info.indexOf(':') >= 0) {
            throw new IllegalArgumentException("ssh is given no password: it has its keys and its agent");
        }
        return info;
    }

    Dialer dialer() {
        return dialer;
    }
}
