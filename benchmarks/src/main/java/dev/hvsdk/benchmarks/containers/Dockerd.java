/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.containers;

import dev.hvsdk.benchmarks.report.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A dockerd of its own, by {@code scripts/live-containers}; it ends with all its containers when this is closed. */
final class Dockerd implements AutoCloseable {
    /** Debian's: another version may come first in the search path. */
    private static final String COMMAND = "/usr/bin/docker";

    private final Process process;
    private final String socket;

    private Dockerd(Process process, String socket) {
        this.process = process;
        this.socket = socket;
    }

    static Dockerd start(Path root, Path base) throws IOException {
        String script = root.resolve("scripts/live-containers").toString();
        Process process = new ProcessBuilder(List.of(script, "--control", "--remove", "docker", base.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String ready = answers.readLine();
        if (ready == null) {
            throw new IOException("no dockerd: see above");
        }
        return new Dockerd(process, ready.substring(ready.indexOf(' ') + 1));
    }

    String socket() {
        return socket;
    }

    String uri() {
        return "docker+unix://" + socket;
    }

    /** A command line of Docker's own client. */
    List<String> cli(String... arguments) {
        return Command.of(List.of(COMMAND, "--host", "unix://" + socket), arguments);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
