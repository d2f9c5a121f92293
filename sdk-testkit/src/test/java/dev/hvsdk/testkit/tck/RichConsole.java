/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.testkit.tck.RichHost.Flaw;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A console on which nothing is ever written. */
record RichConsole(RichHost host, Set<Session> sessions) implements Console {
    @Override
    public ConsoleSession open() {
        if (host.has(Flaw.CONSOLE_IS_TAKEN) && host.counter.getAndIncrement() > 0) {
            throw RichHost.conflict("console");
        }
        boolean isTaken = sessions.stream().anyMatch(session -> session.end().getCount() > 0);
        if (isTaken && host.has(Flaw.CONSOLE_TAKEN_IS_A_FAILURE)) {
            throw RichHost.ERRORS.hostFailure("the device is busy");
        }
        Session session = new Session(new CountDownLatch(1));
        sessions.add(session);
        return session;
    }

    @Override
    public List<URI> displays() {
        return List.of(URI.create(
                host.has(Flaw.DISPLAY_TELLS_PASSWORD)
                        ? "vnc://viewer:hunter2@127.0.0.1:5900"
                        : "vnc://127.0.0.1:5900"));
    }

    /** Ends when the latch is open. */
    record Session(CountDownLatch end) implements ConsoleSession {
        @Override
        public InputStream output() {
            return new InputStream() {
                @Override
                public int read(byte[] buffer, int offset, int length) throws InterruptedIOException {
                    return read();
                }

                @Override
                public int read() throws InterruptedIOException {
                    try {
                        end.await();
                        return -1;
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException();
                    }
                }
            };
        }

        @Override
        public OutputStream input() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void close() {
            end.countDown();
        }
    }
}
