/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.containers.internal.http.BodyStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** A session on a connection of its own, which is closed with the connection to the engine. Thread-safe. */
final class AttachedSession implements ConsoleSession {
    private final BodyStream stream;
    private final InputStream output;
    private final OutputStream input;

    AttachedSession(BodyStream stream, boolean terminal, ConsoleInput input) {
        this.stream = stream;
        this.output = new Output(stream, terminal ? stream.input() : new UnframedInput(stream.input()));
        this.input = new Input(stream, input);
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
        stream.close();
    }

    /** Ends where the session was closed. */
    private static final class Output extends InputStream {
        private final BodyStream stream;
        private final InputStream in;

        Output(BodyStream stream, InputStream in) {
            this.stream = stream;
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                if (stream.isClosed()) {
                    return -1;
                }
                throw e;
            }
        }
    }

    /** Its own close changes nothing: the end of the input would be the end of many a program. */
    private static final class Input extends OutputStream {
        private final BodyStream stream;
        private final ConsoleInput kind;

        Input(BodyStream stream, ConsoleInput kind) {
            this.stream = stream;
            this.kind = kind;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (kind != ConsoleInput.OPEN) {
                throw new IOException(kind.refusal());
            }
            stream.output().write(bytes, offset, length);
            stream.output().flush();
        }
    }
}
