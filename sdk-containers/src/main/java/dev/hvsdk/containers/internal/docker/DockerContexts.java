/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contexts that {@code docker context} keeps in files named by the hash of their names. */
final class DockerContexts {
    private static final String DEFAULT = "default";

    private final Surroundings surroundings;
    private final ErrorFactory errors;
    private final Path configuration;

    DockerContexts(Surroundings surroundings, ErrorFactory errors) {
        this.surroundings = surroundings;
        this.errors = errors;
        this.configuration = surroundings
                .variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> surroundings.home().resolve(".docker"));
    }

    /** The one that is chosen, unless that is the default one. */
    Optional<Endpoint> current() {
        return surroundings
                .variable("DOCKER_CONTEXT")
                .or(this::configured)
                .filter(name -> !name.equals(DEFAULT))
                .map(this::named);
    }

    private Optional<String> configured() {
        return read(configuration.resolve("config.json")).flatMap(json -> Json.text(json, "currentContext"));
    }

    private Endpoint named(String name) {
        String hash = hash(name);
        JsonNode endpoint = read(configuration
                        .resolve("contexts/meta")
                        .resolve(hash)
                        .resolve("meta.json"))
                .orElseThrow(() -> errors.remedy("see docker context ls")
                        .notFound("the chosen context of Docker does not exist: " + name))
                .path("Endpoints")
                .path("docker");
        String host = Json.text(endpoint, "Host")
                .orElseThrow(() -> errors.hostFailure("the context of Docker has no host: " + name));
        String origin = "the context " + name;
        return new Endpoint(
                Address.of(host, origin, tls(hash, endpoint), SshFiles.NONE, Dialect.DOCKER, errors), origin);
    }

    private @Nullable TlsFiles tls(String hash, JsonNode endpoint) {
        Path files = configuration.resolve("contexts/tls").resolve(hash).resolve("docker");
        boolean verify = !Json.flag(endpoint, "SkipTLSVerify");
        return Files.isDirectory(files) || !verify ? TlsFiles.present(files, verify) : null;
    }

    private Optional<JsonNode> read(Path file) {
        try {
            return Optional.of(Json.parse(Files.readAllBytes(file), errors.subject(file.toString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw errors.cause(e).permissionDenied("cannot read " + file);
        }
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
