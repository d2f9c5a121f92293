/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.Subscription;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.spi.support.OpenState;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Passes on what a container writes, by a thread of its own. Thread-safe. */
final class LogFollower implements Subscription {
    private static final System.Logger LOG = System.getLogger(LogFollower.class.getName());

    private final BodyStream stream;
    private final OpenState state;
    private final Consumer<? super LogLine> listener;
    private final ReentrantLock delivery = new ReentrantLock();
    private volatile boolean open = true;

    private LogFollower(BodyStream stream, OpenState state, Consumer<? super LogLine> listener) {
        this.stream = stream;
        this.state = state;
        this.listener = listener;
    }

    static Subscription start(
            BodyStream stream, boolean terminal, OpenState state, Consumer<? super LogLine> listener) {
        LogFollower follower = state.register(new LogFollower(stream, state, listener));
        Thread thread = new Thread(() -> follower.pass(terminal), "container-logs");
        thread.setDaemon(true);
        thread.start();
        return follower;
    }

    private void pass(boolean terminal) {
        LogLines lines = new LogLines(this::deliver);
        try {
            Frames.pass(stream.input(), terminal, lines);
        } catch (IOException e) {
            // Either close() did it, or the engine went: what it had written so far is passed on.
            LOG.log(System.Logger.Level.DEBUG, "a log broke off", e);
        }
        lines.end();
        close();
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
        stream.close();
        delivery.lock();
        try {
            open = false;
        } finally {
            delivery.unlock();
        }
        state.unregister(this);
    }
}
