/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.containers.FollowedLog;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes on what a container writes, by a thread of its own. Thread-safe. */
final class LogFollower implements FollowedLog {
    private static final System.Logger LOG = System.getLogger(LogFollower.class.getName());

    private static final String OPERATION = "follow logs";

    private final Container container;
    private final Consumer<? super LogLine> listener;
    private final ReentrantLock delivery = new ReentrantLock();

    /** Written under {@link #delivery}, so that nothing is delivered any more. */
    private volatile boolean open = true;

    /** Set before the request is ended, and read after it was begun: one of both ends it. */
    private volatile boolean closing;

    /** Set before it is no longer {@link #open}. */
    private volatile @Nullable HypervisorException failure;

    /** Ends the request, whether it has been answered or not. */
    private volatile @Nullable AutoCloseable request;

    private LogFollower(Container container, Consumer<? super LogLine> listener) {
        this.container = container;
        this.listener = listener;
    }

    /** Returns at once: Podman does not begin to answer before the container writes something. */
    static FollowedLog start(
            Container container, Request request, boolean terminal, Consumer<? super LogLine> listener) {
        LogFollower follower = container.client().context().state().register(new LogFollower(container, listener));
        Thread thread = new Thread(() -> follower.run(request, terminal), "container-logs");
        thread.setDaemon(true);
        thread.start();
        return follower;
    }

    private void run(Request asked, boolean terminal) {
        LogLines lines = new LogLines(this::deliver);
        try (BodyStream stream = container.patientStream(asked, OPERATION, this::opening)) {
            Frames.pass(stream.input(), terminal, lines);
        } catch (IOException e) {
            brokenBy(errors().cause(e).asTransient().unreachable("the log broke off: " + e.getMessage()));
        } catch (HypervisorException e) {
            brokenBy(e);
        } catch (HypervisorClosedException e) {
            LOG.log(System.Logger.Level.DEBUG, "a log was closed", e);
        }
        lines.end();
        close();
    }

    private ErrorFactory errors() {
        return container.errors(OPERATION);
    }

    /** Nothing, if it was close() that did it. What was written so far is passed on in any case. */
    private void brokenBy(HypervisorException e) {
        if (!closing) {
            failure = e;
        }
    }

    @Override
    public Optional<HypervisorException> failure() {
        return Optional.ofNullable(failure);
    }

    private void opening(AutoCloseable abort) {
        request = abort;
        if (closing) {
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
        closing = true;
        AutoCloseable running = request;
        if (running != null) {
            end(running);
        }
        markClosed();
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
