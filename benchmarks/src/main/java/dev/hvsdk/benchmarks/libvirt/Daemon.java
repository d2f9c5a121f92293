/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An isolated libvirtd, which ends with all its guests when this is closed, or this process ends. */
final class Daemon implements AutoCloseable {
    private final Process process;
    private final String socket;
    private final String path;

    private Daemon(Process process, String readiness) {
        this.process = process;
        String[] words = readiness.split(" ");
        path = words[1];
        socket = words[2];
    }

    static Daemon start(Path root, Path base) throws IOException {
        String script = root.resolve("scripts/live-libvirtd").toString();
        Process process = new ProcessBuilder(List.of(script, "--control", "--remove", base.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String ready = answers.readLine();
        if (ready == null) {
            throw new IOException("no libvirtd: see above");
        }
        return new Daemon(process, ready);
    }

    String socket() {
        return socket;
    }

    /** A URI of the test driver, with the guests of this file. */
    static String testUri(Path file, String socket) {
        return "test+unix://" + file + "?socket=" + socket;
    }

    String testUri(Path file) {
        return testUri(file, socket);
    }

    String qemuUri() {
        return "qemu+unix:///" + path + "?socket=" + socket;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
    }
}
