/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the command writes to and asks at.
 *
 * <p>Not thread-safe: commands run one at a time.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param isInteractive whether a person sees {@code out} at once
 * @param showsProgress whether a person sees {@code err} at once
 * @param environment the variables of the environment, and what the launcher knows of the terminal
 */
record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean isInteractive,
        boolean showsProgress,
        Map<String, String> environment) {
    /** Said by the launcher, who can ask more cheaply than Java can. */
    private static final String INTERACTIVE = "hv.terminal";

    private static final String PROGRESS = "hv.terminal.err";

    private static final String COLUMNS = "hv.columns";

    private static final String ROWS = "hv.rows";

    /** The height of the terminals that all others imitate. */
    private static final int DEFAULT_HEIGHT = 24;

    private static final int DEFAULT_WIDTH = 80;

    /** Longer lines are hard to read. */
    private static final int WIDEST = 140;

    private static final int NARROWEST = 40;

    /** Of a file or a pipe: a line stays a line, so that grep finds it whole. */
    private static final int UNLIMITED = 10_000;

    /** The terminal of this process. */
    static Terminal system() {
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                interactive(INTERACTIVE),
                interactive(PROGRESS),
                System.getenv());
    }

    static boolean interactive(String property) {
        String told = System.getProperty(property);
        return told == null ? Consoles.find().isPresent() : told.equals("true");
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new CheckedOutput(new OutputStreamWriter(new FileOutputStream(descriptor), charset()));
    }

    /** The locale's; from JDK 18 on that is no longer Java's default. */
    private static Charset charset() {
        String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** How many columns a page may have. */
    int width() {
        return told().orElse(isInteractive ? DEFAULT_WIDTH : UNLIMITED);
    }

    /** How many columns help may have, which is text and read by people even from a pipe. */
    int helpWidth() {
        return told().orElse(DEFAULT_WIDTH);
    }

    private Optional<Integer> told() {
        return number(environment.get("COLUMNS"))
                .or(() -> number(System.getProperty(COLUMNS)))
                .map(told -> Math.max(NARROWEST, Math.min(WIDEST, told)));
    }

    /** How many lines a person sees at once. */
    int height() {
        return number(environment.get("LINES"))
                .or(() -> number(System.getProperty(ROWS)))
                .orElse(DEFAULT_HEIGHT);
    }

    private static Optional<Integer> number(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(digits -> digits.matches("[1-9][0-9]{0,5}"))
                .map(Integer::valueOf);
    }

    /** Whether colours are welcome where nobody said yes or no; see no-color.org. */
    boolean wantsColour() {
        return isInteractive
                && !isDumb()
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Whether it can write over what it showed before. */
    boolean isRewritable() {
        return isInteractive && !isDumb();
    }

    /** Whether it says of itself that it knows no control sequences. */
    boolean isDumb() {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }

    void flush() {
        out.flush();
        err.flush();
    }

    /** Why not all that was asked for could be written, if so; writes out what is still held back first. */
    Optional<IOException> findOutputFailure() {
        if (out instanceof CheckedOutput checked) {
            return checked.findFailure();
        }
        return out.checkError() ? Optional.of(new IOException("the reason is not known")) : Optional.empty();
    }
}
