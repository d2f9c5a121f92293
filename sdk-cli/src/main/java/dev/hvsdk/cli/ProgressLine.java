/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.api.unit.MemorySize;
import java.io.PrintWriter;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One line on standard error that says what is being waited for, if a person sees it; gone when the wait is over.
 *
 * <p>Thread-safe: reports come from the threads of operations.
 */
final class ProgressLine implements AutoCloseable {
    /** Back to the first column, and erase the line: ECMA-48 section 8.3.41. */
    private static final String ERASE = "\r\u001b[K";

    private final ReentrantLock lock = new ReentrantLock();
    private final PrintWriter err;
    private final int width;
    private final String description;
    private boolean open;

    private ProgressLine(Terminal terminal, String description) {
        this.err = terminal.err();
        this.width = terminal.width();
        this.description = description;
        this.open = terminal.showsProgress() && !terminal.isDumb();
    }

    static ProgressLine begin(Terminal terminal, String description) {
        ProgressLine line = new ProgressLine(terminal, description);
        line.print(description + " ...");
        return line;
    }

    void show(Progress progress) {
        print(description + ": " + readable(progress));
    }

    private static String readable(Progress progress) {
        String amount = progress.fraction().isPresent()
                ? Math.round(100 * progress.fraction().getAsDouble()) + " %"
                : done(progress);
        return progress.phase() + " " + amount;
    }

    private static String done(Progress progress) {
        return progress.unit() == ProgressUnit.BYTES
                ? MemorySize.ofBytes(Math.max(0, progress.done())).toString()
                : String.valueOf(progress.done());
    }

    private void print(String text) {
        String clean = Text.clean(text);
        locked(() -> err.print(ERASE + clean.substring(0, Text.fitting(clean, width - 1))));
    }

    @Override
    public void close() {
        locked(() -> {
            err.print(ERASE);
            open = false;
        });
    }

    private void locked(Runnable printing) {
        lock.lock();
        try {
            if (open) {
                printing.run();
                err.flush();
            }
        } finally {
            lock.unlock();
        }
    }
}
