/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a daemon is looked for if the URI does not say, in this order: the socket of {@code LXD_SOCKET}, {@code unix.socket} in the
 * directory of {@code LXD_DIR}, and else the places of the packages; {@code INCUS_SOCKET} and {@code INCUS_DIR} for Incus. Who has named
 * one is not led to another.
 */
final class Sockets {
    private final Map<String, String> variables;

    Sockets(Map<String, String> variables) {
        this.variables = variables;
    }

    List<Place> of(Dialect dialect) {
        return named(dialect.socketVariable(), "")
                .or(() -> named(dialect.directoryVariable(), "unix.socket"))
                .map(List::of)
                .orElseGet(() -> dialect.sockets().stream()
                        .map(socket -> new Place(Path.of(socket), "a usual place"))
                        .toList());
    }

    private Optional<Place> named(String variable, String below) {
        return Optional.ofNullable(variables.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> new Place(Path.of(value).resolve(below), variable));
    }

    /** A socket, and why it was thought of. */
    record Place(Path socket, String origin) {
        @Override
        public String toString() {
            return socket + " (" + origin + ")";
        }
    }
}
