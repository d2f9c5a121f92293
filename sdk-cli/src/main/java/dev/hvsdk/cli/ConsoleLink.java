/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.ConsoleSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes between the console of a guest and the streams of the process until one of them ends.
 *
 * <p>One thread for each direction, because both block; nothing can end the one that waits for a person, so it is a daemon and
 * left behind. Thread-safe.
 */
final class ConsoleLink {
    private static final int BUFFER = 8192;

    private final ConsoleSession console;
    private final Streams streams;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    ConsoleLink(ConsoleSession console, Streams streams) {
        this.console = console;
        this.streams = streams;
    }

    /** Why it ended. */
    enum End {
        /** The person wanted that. */
        LEFT,
        /** The guest stopped, or the connection to it. */
        CLOSED,
        /** It had lasted as long as it should. */
        TIME_OVER
    }

    /** Begins to show what the guest writes. */
    void show() {
        start("hv-console-output", this::passOutput);
    }

    /** Begins to pass on what is piped in. */
    void send() {
        start("hv-console-input", () -> passInput(null));
    }

    /** Begins to pass on what is typed, until this key. */
    void send(EscapeKey escape) {
        start("hv-console-input", () -> passInput(escape));
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it. */
    void leave() {
        end.complete(End.LEFT);
    }

    /**
     * Waits for the end, no longer than this if there is such a time.
     *
     * @throws UncheckedIOException if standard output took not all that the guest wrote
     */
    End await(@Nullable Duration time) {
        try {
            return time == null ? end.get() : end.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return End.TIME_OVER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.LEFT;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException(cause);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void passOutput() {
        byte[] buffer = new byte[BUFFER];
        try (InputStream from = console.output()) {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                print(buffer, length);
            }
            end.complete(End.CLOSED);
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(failure(e));
        }
    }

    private void print(byte[] bytes, int length) {
        try {
            streams.out().write(bytes, 0, length);
            streams.out().flush();
        } catch (IOException e) {
            end.completeExceptionally(e);
        }
    }

    private void passInput(@Nullable EscapeKey escape) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int length = streams.in().read(buffer);
                    length >= 0;
                    length = streams.in().read(buffer)) {
                int wanted = escape == null ? length : escape.indexIn(buffer, length);
                console.input().write(buffer, 0, wanted);
                console.input().flush();
                if (wanted < length) {
                    leave();
                    return;
                }
            }
            endOfInput(escape);
        } catch (IOException | RuntimeException e) {
            // A guest that stops ends both directions, and the end of its output says it better.
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> end.completeExceptionally(failure(e)));
        }
    }

    /** Of a terminal that is gone, and not of what was piped in, whose answer is still to come. */
    private void endOfInput(@Nullable EscapeKey escape) {
        if (escape != null) {
            leave();
        }
    }

    private static RuntimeException failure(Exception error) {
        return error instanceof RuntimeException already
                ? already
                : new FailureException("the console broke: " + error.getMessage(), error);
    }
}
