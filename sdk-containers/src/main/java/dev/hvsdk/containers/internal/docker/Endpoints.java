/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.internal.http.UnixDialer;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is looked for if the URI does not say, in this order. Docker: {@code DOCKER_HOST}, the context of
 * {@code DOCKER_CONTEXT} or else the current one, {@code /var/run/docker.sock}, the socket in {@code XDG_RUNTIME_DIR}.
 * Podman: {@code CONTAINER_HOST} with {@code CONTAINER_SSHKEY}, {@code /run/podman/podman.sock}, the socket in {@code XDG_RUNTIME_DIR}. Who has named one is
 * not led to another.
 */
final class Endpoints {
    private final Surroundings surroundings;
    private final ErrorFactory errors;

    Endpoints(Surroundings surroundings, ErrorFactory errors) {
        this.surroundings = surroundings;
        this.errors = errors;
    }

    List<Endpoint> of(Dialect dialect) {
        return dialect == Dialect.DOCKER ? docker() : podman();
    }

    private List<Endpoint> docker() {
        Optional<Endpoint> named =
                named("DOCKER_HOST", Dialect.DOCKER).or(() -> new DockerContexts(surroundings, errors).current());
        return named.map(List::of).orElseGet(() -> sockets("var/run/docker.sock", "docker.sock"));
    }

    private List<Endpoint> podman() {
        return named("CONTAINER_HOST", Dialect.PODMAN)
                .map(List::of)
                .orElseGet(() -> sockets("run/podman/podman.sock", "podman/podman.sock"));
    }

    private Optional<Endpoint> named(String variable, Dialect dialect) {
        return surroundings
                .variable(variable)
                .map(value ->
                        new Endpoint(Address.of(value, variable, tls(), ssh(dialect), dialect, errors), variable));
    }

    /** Who says where certificates are wants them to be used: plain text would be what he does not expect. */
    private @Nullable TlsFiles tls() {
        Optional<Path> certificates = surroundings.variable("DOCKER_CERT_PATH").map(Path::of);
        boolean secured = certificates.isPresent()
                || surroundings.variable("DOCKER_TLS_VERIFY").isPresent();
        return secured
                ? TlsFiles.in(certificates.orElseGet(() -> surroundings.home().resolve(".docker")))
                : null;
    }

    private SshFiles ssh(Dialect dialect) {
        return dialect == Dialect.DOCKER
                ? SshFiles.NONE
                : surroundings
                        .variable("CONTAINER_SSHKEY")
                        .map(key -> new SshFiles(null, Path.of(key)))
                        .orElse(SshFiles.NONE);
    }

    private List<Endpoint> sockets(String ofRoot, String ofUser) {
        List<Endpoint> found = new ArrayList<>();
        found.add(new Endpoint(new UnixDialer(surroundings.root().resolve(ofRoot)), "the socket of root's engine"));
        surroundings
                .variable("XDG_RUNTIME_DIR")
                .map(directory -> Path.of(directory).resolve(ofUser))
                .ifPresent(socket -> found.add(new Endpoint(new UnixDialer(socket), "the socket in XDG_RUNTIME_DIR")));
        return found;
    }
}
