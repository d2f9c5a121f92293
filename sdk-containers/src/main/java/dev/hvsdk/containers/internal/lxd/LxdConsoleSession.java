/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.containers.internal.http.WebSocket;
import dev.hvsdk.containers.internal.http.WebSocketMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A console as two streams over one websocket. Thread-safe, as far as one thread reads and one writes. */
final class LxdConsoleSession implements ConsoleSession {
    private final Client client;
    private final String operation;
    private final WebSocket data;
    private final WebSocket control;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final InputStream output = new Output();
    private final OutputStream input = new Input();

    LxdConsoleSession(Client client, String operation, WebSocket data, WebSocket control) {
        this.client = client;
        this.operation = operation;
        this.data = data;
        this.control = control;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    /** Waits until the daemon has let go of the console, so that it can be opened again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            control.close();
            data.close();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            client.promptly(operation, client.context().errors("close console"));
        } catch (HypervisorException | HypervisorClosedException e) {
            // It ends by a failure as well, and whoever closes has no use for either.
            System.getLogger(LxdConsoleSession.class.getName()).log(System.Logger.Level.DEBUG, "closing a console", e);
        }
    }

    private final class Output extends InputStream {
        private byte[] message = {};
        private int position;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (position == message.length && !ended) {
                fill();
            }
            int count = Math.min(length, message.length - position);
            System.arraycopy(message, position, bytes, offset, count);
            position += count;
            return count == 0 ? -1 : count;
        }

        private void fill() {
            Optional<WebSocketMessage> next = next();
            ended = next.isEmpty() || (next.get().isText() && next.get().data().length == 0);
            message = ended ? new byte[0] : next.orElseThrow().data();
            position = 0;
        }

        /** A connection that breaks is the end of the session. */
        private Optional<WebSocketMessage> next() {
            try {
                return data.next();
            } catch (HypervisorException.Unreachable e) {
                return Optional.empty();
            }
        }
    }

    private final class Input extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed.get()) {
                throw new IOException("the console is closed");
            }
            data.sendBinary(bytes, offset, length);
        }
    }
}
