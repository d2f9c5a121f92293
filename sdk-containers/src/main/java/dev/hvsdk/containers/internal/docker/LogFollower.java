/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Request;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes on what a container writes, by a thread of its own. Thread-safe. */
final class LogFollower implements Subscription {
    private static final System.Logger LOG = System.getLogger(LogFollower.class.getName());

    private final Container container;
    private final Consumer<? super LogLine> listener;
    private final ReentrantLock delivery = new ReentrantLock();

    /** Guarded by {@link #delivery} where it matters that nothing is delivered any more. */
    private volatile boolean open = true;

    /** Ends the request, whether it has been answered or not. */
    private volatile @Nullable AutoCloseable request;

    private LogFollower(Container container, Consumer<? super LogLine> listener) {
        this.container = container;
        this.listener = listener;
    }

    /** Returns at once: Podman does not begin to answer before the container writes something. */
    static Subscription start(
            Container container, Request request, boolean terminal, Consumer<? super LogLine> listener) {
        LogFollower follower = container.client().context().state().register(new LogFollower(container, listener));
        Thread thread = new Thread(() -> follower.run(request, terminal), "container-logs");
        thread.setDaemon(true);
        thread.start();
        return follower;
    }

    private void run(Request asked, boolean terminal) {
        LogLines lines = new LogLines(this::deliver);
        try (BodyStream stream = container.patientStream(asked, "follow logs", this::opening)) {
            Frames.pass(stream.input(), terminal, lines);
        } catch (IOException | HypervisorException | HypervisorClosedException e) {
            // Either close() did it, or the engine went: what it had written so far is passed on.
            LOG.log(open ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "a log broke off", e);
        }
        lines.end();
        close();
    }

    private void opening(AutoCloseable abort) {
        request = abort;
        if (!open) {
            end(abort);
        }
    }

    /** Under a lock, so that nothing comes after close() has returned. */
    private void deliver(LogLine line) {
        delivery.lock();
        try {
            if (open) {
                listener.accept(line);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed at a line of a log", e);
        } finally {
            delivery.unlock();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        // First of all, so that a listener which is late does not hold the connection.
        AutoCloseable running = request;
        if (running != null) {
            end(running);
        }
        markClosed();
        AutoCloseable late = request;
        if (late != null) {
            end(late);
        }
        container.client().context().state().unregister(this);
    }

    private void markClosed() {
        delivery.lock();
        try {
            open = false;
        } finally {
            delivery.unlock();
        }
    }

    private static void end(AutoCloseable abort) {
        try {
            abort.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "closing a log", e);
        }
    }
}
