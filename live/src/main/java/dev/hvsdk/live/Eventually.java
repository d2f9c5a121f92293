/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for what a real engine does in its own time, and has no event for. Thread-safe. */
public final class Eventually {

    /** Generous: it is only used up where something is wrong, or the machine is starved. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long STEP_MILLIS = 50;

    private Eventually() {}

    /** Waits until a condition holds; an {@link AssertionError} if it does not for long. */
    public static void holds(Callable<Boolean> condition) {
        holds(PATIENCE, condition);
    }

    /** The same for what takes longer even where nothing is wrong, as all does on an emulated machine. */
    static void holds(Duration patience, Callable<Boolean> condition) {
        if (!await(patience, condition)) {
            throw new AssertionError("did not come about in " + patience);
        }
    }

    /** Waits until a file has this text, as the console of a guest does. */
    public static void contains(Path file, String text) {
        if (!await(PATIENCE, () -> read(file).contains(text))) {
            throw new AssertionError(file + " has no \"" + text + "\" after " + PATIENCE + ", but:\n" + read(file));
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean await(Duration patience, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                pause();
            }
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() throws InterruptedException {
        new Semaphore(0).tryAcquire(STEP_MILLIS, TimeUnit.MILLISECONDS);
    }
}
