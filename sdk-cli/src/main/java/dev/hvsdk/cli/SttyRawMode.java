/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The raw mode of the terminal of this process, set by {@code stty}. Thread-safe. */
final class SttyRawMode implements RawMode {
    /** The terminal of the process, wherever its streams go. */
    private static final File TERMINAL = new File("/dev/tty");

    /** Nobody waits longer for a program that sets a few bits. */
    private static final int PATIENCE_SECONDS = 5;

    private final AtomicReference<@Nullable String> before;

    private SttyRawMode(String before) {
        this.before = new AtomicReference<>(before);
    }

    /** From now on, until it is closed. */
    static RawMode begin() {
        // What stty -g prints is one word in a form of its own, which stty takes back.
        SttyRawMode mode = new SttyRawMode(stty("-g").strip());
        stty("raw", "-echo");
        return mode;
    }

    /** As it was before; again it does nothing. */
    @Override
    public void close() {
        String saved = before.getAndSet(null);
        if (saved != null) {
            stty(saved);
        }
    }

    private static String stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return said;
            }
            throw new FailureException("the terminal cannot be set up: " + said.strip(), null);
        } catch (IOException e) {
            throw new FailureException("the terminal cannot be set up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException("interrupted while the terminal was set up", e);
        }
    }
}
