/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.live.Sshd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory with scripts that stand for the tools, print the documented formats, and keep the state of containers in files.
 *
 * <p>They prove what is run and what is made of the answers, not that a real host answers so.
 */
final class StandIns {
    private static final List<String> SCRIPTS = List.of(
            "common.sh",
            "vzlist",
            "vzctl",
            "jls",
            "jail",
            "service",
            "jexec",
            "zoneadm",
            "zonecfg",
            "zlogin",
            "vserver-stat",
            "vserver",
            "machinectl",
            "systemd-run");

    private final Path directory;

    private StandIns(Path directory) {
        this.directory = directory;
    }

    static StandIns in(Path directory) {
        SCRIPTS.forEach(script -> copy(script, directory.resolve(script)));
        return new StandIns(directory);
    }

    private static void copy(String script, Path target) {
        try (InputStream source = StandIns.class.getResourceAsStream("/stand-ins/" + script)) {
            Files.copy(source, target);
            if (!target.toFile().setExecutable(true)) {
                throw new IllegalStateException("cannot make " + target + " executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a container, as if somebody had made it. */
    StandIns with(String name, String status) {
        try {
            Path container = Files.createDirectories(directory.resolve("state").resolve(name));
            Files.writeString(container.resolve("status"), status);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConnectSpec.Builder here(String scheme) {
        return ConnectSpec.builder(URI.create(scheme + ":///?" + parameters(scheme)))
                .credentials(CredentialsProvider.none());
    }

    ConnectSpec.Builder over(Sshd sshd, String scheme) {
        return ConnectSpec.builder(URI.create(sshd.uri(scheme + "+ssh") + "&" + parameters(scheme)))
                .credentials(CredentialsProvider.none());
    }

    private String parameters(String scheme) {
        return "tools=" + directory + (scheme.equals("vserver") ? "&vservers=" + directory.resolve("state") : "");
    }

    /** What was called: the tool, how many words, and the words. */
    List<String> calls() {
        try {
            Path calls = directory.resolve("calls");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }
}
