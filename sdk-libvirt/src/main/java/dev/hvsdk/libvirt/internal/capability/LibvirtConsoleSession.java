/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.spi.support.OpenState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open console, with a thread of its own that alone uses the stream of libvirt. Thread-safe. */
final class LibvirtConsoleSession implements ConsoleSession {
    /** A host that does not take the farewell is left alone after this time. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Libvirt tells no stream when its connection has broken, so that one that is silent is looked after now and then. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final String GONE = "the connection to the host of the console has broken";

    private final ConsoleExchange exchange = new ConsoleExchange();
    private final InputStream output = new Output(exchange);
    private final OutputStream input = new Input(exchange);
    private final ConsoleStream stream;
    private final OpenState owner;
    private final Thread thread = new Thread(this::run, "libvirt-console");

    private LibvirtConsoleSession(ConsoleStream stream, OpenState owner) {
        this.stream = stream;
        this.owner = owner;
        thread.setDaemon(true);
    }

    /** Takes over a stream; closed with its owner at the latest. */
    static ConsoleSession over(ConsoleStream stream, OpenState owner) {
        LibvirtConsoleSession session = new LibvirtConsoleSession(stream, owner);
        session.thread.start();
        return owner.register(session);
    }

    private void run() {
        try {
            stream.watch(exchange::wake);
            boolean goesOn = true;
            while (goesOn && !exchange.isOver()) {
                goesOn = move();
            }
            exchange.end(null);
        } catch (VirException e) {
            // A terminal whose guest has ended gives an error too.
            exchange.end(stream.isHostGone() ? GONE : null);
        } finally {
            exchange.end("the console broke");
            stream.close();
        }
    }

    /** Moves what can be moved now, or else waits; false at the end. */
    private boolean move() {
        int room = exchange.room();
        byte @Nullable [] arrived = room == 0 ? new byte[0] : stream.receive(room);
        if (arrived == null) {
            return false;
        }
        exchange.arrive(arrived);
        if (!exchange.send(stream::send) && arrived.length == 0) {
            stream.expect(exchange.room() > 0, exchange.isWriting());
            return exchange.sleep(SILENCE) || isStillThere();
        }
        return true;
    }

    private boolean isStillThere() {
        if (stream.isHostGone()) {
            exchange.end(GONE);
        }
        return !exchange.isOver();
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public void close() {
        exchange.end(null);
        owner.unregister(this);
        try {
            // So that whoever opens it next finds it free.
            TimeUnit.NANOSECONDS.timedJoin(thread, FAREWELL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the guest writes. Thread-safe. */
    private static final class Output extends InputStream {
        private final ConsoleExchange exchange;

        Output(ConsoleExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            return length == 0 ? 0 : exchange.read(target, offset, length);
        }

        @Override
        public int available() {
            return exchange.available();
        }
    }

    /** What the guest reads. Thread-safe. */
    private static final class Input extends OutputStream {
        private final ConsoleExchange exchange;

        Input(ConsoleExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length > 0) {
                exchange.write(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        }
    }
}
