/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.testkit.FakeHost;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One command line on a fake host that the test holds, so that it can change the host while the command works. */
final class Bench {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Session session;

    private Bench(FakeHost fake, boolean isTerminal) {
        Terminal terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                isTerminal,
                isTerminal,
                Map.of("NO_COLOR", "1", "LINES", "12"));
        session = new Session(terminal, Hypervisors.of(fake.provider()));
    }

    static Bench of(FakeHost fake) {
        return new Bench(fake, false);
    }

    static Bench onTerminal(FakeHost fake) {
        return new Bench(fake, true);
    }

    Run hv(String... args) {
        int exitCode = Main.run(session, args);
        return new Run(exitCode, out(), err());
    }

    /** Starts the command in a thread of its own. */
    CompletableFuture<Run> begin(String... args) {
        // Made by one thread before two ask for it.
        session.interrupts();
        return CompletableFuture.supplyAsync(() -> hv(args), work -> new Thread(work, "hv-test").start());
    }

    /** What Ctrl-C does; returns when the command has left everything in order. */
    void interrupt() {
        session.interrupts().interrupt();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
