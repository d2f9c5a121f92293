/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Dialer;
import dev.hvsdk.containers.internal.http.ProcessDialer;
import dev.hvsdk.containers.internal.http.TcpDialer;
import dev.hvsdk.containers.internal.http.Tls;
import dev.hvsdk.containers.internal.http.UnixDialer;
import dev.hvsdk.host.command.ShellWords;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An address as both engines' tools have it: {@code unix:///path}, {@code tcp://host:port}, {@code ssh://user@host}. */
final class Address {
    private static final String UNIX = "unix://";
    private static final int TLS_PORT = 2376;
    private static final int PLAIN_PORT = 2375;

    private final @Nullable TlsFiles tls;
    private final SshFiles ssh;
    private final Dialect dialect;
    private final ErrorFactory errors;

    private Address(@Nullable TlsFiles tls, SshFiles ssh, Dialect dialect, ErrorFactory errors) {
        this.tls = tls;
        this.ssh = ssh;
        this.dialect = dialect;
        this.errors = errors;
    }

    /** How to get there; throws IllegalArgumentException, which tells no secret, if it is no address. */
    static Dialer of(URI uri, @Nullable TlsFiles tls, SshFiles ssh, Dialect dialect, ErrorFactory errors) {
        return new Address(tls, ssh, dialect, errors).dialer(uri);
    }

    /**
     * The same for what a variable or a file holds; throws Unsupported if that is no address.
     *
     * @param origin where it stands
     */
    static Dialer of(
            String text, String origin, @Nullable TlsFiles tls, SshFiles ssh, Dialect dialect, ErrorFactory errors) {
        try {
            return of(uri(text), tls, ssh, dialect, errors);
        } catch (IllegalArgumentException e) {
            throw misconfigured(origin + ": " + e.getMessage(), errors);
        } catch (URISyntaxException e) {
            // Its message has the whole text, and that may have a password.
            throw misconfigured(origin + " is not of the form of an address", errors);
        }
    }

    private static HypervisorException misconfigured(String what, ErrorFactory errors) {
        return errors.remedy("set it as in unix:///run/engine.sock, tcp://host:2376 or ssh://user@host")
                .unsupported(Support.Reason.HOST_MISCONFIGURED, what);
    }

    /** The engines' tools take all that follows for the path: spaces and percent signs too. */
    private static URI uri(String text) throws URISyntaxException {
        return text.startsWith(UNIX) ? new URI("unix", null, text.substring(UNIX.length()), null) : new URI(text);
    }

    private Dialer dialer(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "unix" -> new UnixDialer(Path.of(socket(uri)));
            case "tcp", "http" -> tcp(uri, tls);
            case "https" -> tcp(uri, tls == null ? TlsFiles.OF_THE_JVM : tls);
            case "ssh" -> ssh(uri);
            default ->
                throw new IllegalArgumentException("no address of an engine: " + uri.getScheme()
                        + "; write for example unix:///var/run/docker.sock");
        };
    }

    /** What stands after two slashes only would be taken for a host, and be lost. */
    private static String socket(URI uri) {
        if (uri.getRawAuthority() != null) {
            throw new IllegalArgumentException(
                    "a unix socket has an absolute path, after three slashes: unix:///var/run/docker.sock");
        }
        return path(uri);
    }

    private static String path(URI uri) {
        String path = uri.getPath();
        if (path == null || path.length() < 2 || path.indexOf('\0') >= 0) {
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

    private Dialer tcp(URI uri, @Nullable TlsFiles files) {
        int standard = files == null ? PLAIN_PORT : TLS_PORT;
        return new TcpDialer(host(uri), uri.getPort() >= 0 ? uri.getPort() : standard, secured(files));
    }

    private @Nullable Tls secured(@Nullable TlsFiles files) {
        if (files == null) {
            return null;
        }
        try {
            return Tls.of(files.ca(), files.certificate(), files.key(), files.verify());
        } catch (NoSuchFileException e) {
            throw errors.cause(e).notFound("no file " + e.getFile() + ", which TLS needs");
        } catch (AccessDeniedException e) {
            throw errors.cause(e).permissionDenied("cannot read " + e.getFile() + ", which TLS needs");
        } catch (IOException e) {
            throw errors.cause(e)
                    .remedy("give files of PEM, and a key without a passphrase")
                    .unsupported(Support.Reason.HOST_MISCONFIGURED, "no TLS by " + files + ": " + e.getMessage());
        }
    }

    /** A host that begins with a hyphen would be an option: java.net.URI knows no such host, and the double hyphen ends them. */
    private Dialer ssh(URI uri) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T", "-o", "BatchMode=yes"));
        command.addAll(List.of("-o", "ServerAliveInterval=30"));
        command.addAll(ssh.options());
        if (uri.getPort() >= 0) {
            command.addAll(List.of("-p", Integer.toString(uri.getPort())));
        }
        if (uri.getUserInfo() != null) {
            command.addAll(List.of("-l", user(uri.getUserInfo())));
        }
        command.addAll(List.of("--", host(uri), remote(uri)));
        return new ProcessDialer("ssh://" + uri.getRawAuthority(), command);
    }

    private static String user(String info) {
        if (info.indexOf(':') >= 0) {
            throw new IllegalArgumentException("ssh is given no password: it has its keys and its agent");
        }
        return info;
    }

    /** The one argument that a shell of the other host reads. */
    private String remote(URI uri) {
        String program = dialect == Dialect.DOCKER ? "docker" : "podman";
        String path = uri.getPath();
        if (path == null || path.length() < 2) {
            return program + " system dial-stdio";
        }
        String socket = UNIX + path(uri);
        List<String> place =
                dialect == Dialect.DOCKER ? List.of("--host", socket) : List.of("--remote", "--url", socket);
        return program + " " + ShellWords.join(place) + " system dial-stdio";
    }
}
