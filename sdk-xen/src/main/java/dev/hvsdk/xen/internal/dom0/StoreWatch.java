/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One xenstore-watch, started again when it ends, and the listener that hears of it. Thread-safe. */
final class StoreWatch implements Subscription {
    private static final System.Logger LOG = System.getLogger(StoreWatch.class.getName());

    /** As good as none: a runner wants a deadline, and a watch that reaches it is started again. */
    private static final Duration EVER = Duration.ofDays(365);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long the tool is waited for: a runner by SSH takes two seconds to learn its process, and two to end it. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Dom0 host;
    private final String path;
    private final ErrorFactory errors;
    private final ChangedPaths changed;
    private final Thread heard;
    private final Thread told;
    private final CompletableFuture<Boolean> listening = new CompletableFuture<>();
    private volatile boolean closed;

    private StoreWatch(Dom0 host, String path, Consumer<? super String> listener) {
        this.host = host;
        this.path = path;
        this.errors = host.errors("watch").subject("XenStore path " + path);
        this.changed = new ChangedPaths(path);
        this.heard = daemon(this::hear, "xenstore-watch " + path);
        this.told = daemon(() -> changed.deliver(listener), "xenstore-listener " + path);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns when the watch is set; throws if it cannot be. */
    static StoreWatch start(Dom0 host, String path, Consumer<? super String> listener) {
        StoreWatch watch = new StoreWatch(host, path, listener);
        host.state().register(watch);
        watch.heard.start();
        try {
            watch.awaitListening();
        } catch (RuntimeException | Error e) {
            watch.close();
            throw e;
        }
        watch.told.start();
        return watch;
    }

    private void awaitListening() {
        try {
            listening.get(host.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw errors.cause(e).timedOut("xenstore-watch has said nothing in " + host.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException("xenstore-watch", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HypervisorException failure
                    ? failure
                    : errors.cause(e.getCause()).hostFailure("the watch has failed");
        }
    }

    /** Each round tells that something may have changed before it: nobody has watched then. */
    private void hear() {
        while (!closed) {
            try {
                run();
                listening.completeExceptionally(errors.hostFailure("xenstore-watch has ended"));
                LOG.log(Level.DEBUG, () -> "the watch of " + path + " has ended and is set again");
            } catch (CommandInterruptedException e) {
                return;
            } catch (HypervisorException e) {
                listening.completeExceptionally(e);
                LOG.log(Level.DEBUG, () -> "the watch of " + path + " has broken and is set again", e);
            } catch (RuntimeException e) {
                listening.completeExceptionally(e);
                LOG.log(closed ? Level.DEBUG : Level.WARNING, "the watch of " + path + " has ended", e);
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void run() {
        // The first line is the tool's own: the watch is set.
        Lines lines = new Lines(line -> {
            if (!listening.complete(true)) {
                changed.add(line);
            }
        });
        Command command = XenTools.command("xenstore-watch", "--", path)
                .timeout(EVER)
                .outputLimit(1 << 12)
                .onOutput(lines::add);
        host.tools().succeed(errors, command);
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        host.state().unregister(this);
        heard.interrupt();
        changed.close();
        awaitEnd(heard, ENDING);
        awaitEnd(told, EVER);
    }

    /** Interrupted or not: what has been closed must not go on. */
    private void awaitEnd(Thread thread, Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        boolean interrupted = false;
        while (Thread.currentThread() != thread && thread.isAlive() && !deadline.isPassed()) {
            try {
                thread.join(Math.max(1, deadline.left().toMillis()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread != Thread.currentThread() && thread.isAlive()) {
            LOG.log(Level.WARNING, () -> thread.getName() + " has not ended in " + atMost.toSeconds() + " s");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "watch of " + path + (closed ? " (closed)" : "");
    }
}
