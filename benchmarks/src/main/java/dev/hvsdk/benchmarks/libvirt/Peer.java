/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running process that reads all guests when it is told so. Not thread-safe: told by one thread. */
final class Peer implements AutoCloseable {
    /** A peer that is not running yet: what it is called, and how it is started on a URI. */
    record Plan(String name, boolean warmsUp, List<String> command) {
        Peer start(String uri) throws IOException {
            List<String> argv = new ArrayList<>(command);
            argv.add(uri);
            return new Peer(
                    this,
                    new ProcessBuilder(argv)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        }
    }

    private final Plan plan;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private Peer(Plan plan, Process process) throws IOException {
        this.plan = plan;
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answer();
    }

    String name() {
        return plan.name();
    }

    /** Whether its first rounds are slower than its later ones by nature. */
    boolean warmsUp() {
        return plan.warmsUp();
    }

    Check check() throws IOException {
        return Check.parse(ask("check"));
    }

    /** Takes one round; the nanoseconds. */
    long round() throws IOException {
        String answer = ask("round");
        return Long.parseLong(answer.substring(0, answer.indexOf(' ')));
    }

    private String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name() + " ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
