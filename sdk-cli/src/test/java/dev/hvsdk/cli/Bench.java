/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.FakeHost;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One command line on a fake host that the test holds, so that it can change the host while the command works. */
final class Bench {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Session session;
    private final Raw raw = new Raw();

    private Bench(HypervisorProvider provider, InputStream in, boolean isTerminal) {
        Terminal terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                isTerminal,
                isTerminal,
                Map.of("NO_COLOR", "1", "LINES", "12"));
        session = new Session(
                terminal,
                new Streams(in, new Decoded(out), new Decoded(err), isTerminal, () -> raw),
                Hypervisors.of(provider));
    }

    static Bench of(FakeHost fake) {
        return of(fake.provider());
    }

    static Bench onTerminal(FakeHost fake) {
        return new Bench(fake.provider(), InputStream.nullInputStream(), true);
    }

    static Bench of(HypervisorProvider provider) {
        return of(provider, InputStream.nullInputStream());
    }

    /** Where this is piped into the command. */
    static Bench of(HypervisorProvider provider, InputStream in) {
        return new Bench(provider, in, false);
    }

    /** Where a person types this. */
    static Bench onTerminal(HypervisorProvider provider, InputStream in) {
        return new Bench(provider, in, true);
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

    /** How often the terminal, which passed on each key, was taken back to what it was before. */
    int restored() {
        return raw.restored.get();
    }

    /** A terminal that passes on each key. */
    private static final class Raw implements RawMode {
        private final AtomicInteger restored = new AtomicInteger();

        @Override
        public void close() {
            restored.incrementAndGet();
        }
    }

    /** Bytes that a command passes on, in the order of what it says itself. */
    private static final class Decoded extends OutputStream {
        private final StringWriter text;

        Decoded(StringWriter text) {
            this.text = text;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            text.write(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
    }
}
