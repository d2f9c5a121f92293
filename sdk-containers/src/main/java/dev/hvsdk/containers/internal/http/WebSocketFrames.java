/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The client's side of RFC 6455 on streams that have shaken hands, without extensions. One thread reads, any may write.
 *
 * <p>What is against the protocol (section 5) ends it with a {@link ProtocolException}: there is no way to find the next frame.
 */
final class WebSocketFrames {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int CODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int SHORTEST_OF_EIGHT_BYTES = 0x10000;
    private static final int MASK_SIZE = 4;

    private final DataInputStream in;
    private final OutputStream out;
    private final int limit;
    private final Runnable heard;
    private final SecureRandom masks = new SecureRandom();
    private final ReentrantLock writing = new ReentrantLock();

    /** Guarded by {@link #writing}. */
    private boolean ended;

    /**
     * @param limit the longest message that is taken, in bytes
     * @param heard is told of each frame that came, also of those that are no messages
     */
    WebSocketFrames(InputStream in, OutputStream out, int limit, Runnable heard) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.limit = limit;
        this.heard = heard;
    }

    /**
     * The next message; empty once the other end has said that it closes. Pings are answered meanwhile.
     *
     * @throws EOFException if the stream ended without that
     */
    Optional<WebSocketMessage> next() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        int kind = CONTINUATION;
        while (true) {
            Frame frame = read(limit - parts.size());
            heard.run();
            if (frame.code == CLOSE) {
                answerClose(frame);
                return Optional.empty();
            } else if (frame.code == PING) {
                answer(() -> write(PONG, frame.data, 0, frame.data.length));
            } else if (frame.code != PONG) {
                kind = kind(kind, frame.code);
                parts.writeBytes(frame.data);
                if (frame.last) {
                    return Optional.of(message(kind == TEXT, parts.toByteArray()));
                }
            }
        }
    }

    private static int kind(int begun, int code) throws ProtocolException {
        if (begun == CONTINUATION && code == CONTINUATION) {
            throw new ProtocolException("a websocket goes on with a message that it has not begun");
        }
        if (begun != CONTINUATION && code != CONTINUATION) {
            throw new ProtocolException("a websocket begins a message within another");
        }
        return begun == CONTINUATION ? code : begun;
    }

    private static WebSocketMessage message(boolean text, byte[] data) throws ProtocolException {
        if (text) {
            requireUtf8(data, 0);
        }
        return new WebSocketMessage(text, data);
    }

    private static void requireUtf8(byte[] data, int from) throws ProtocolException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data, from, data.length - from));
        } catch (CharacterCodingException e) {
            ProtocolException broken = new ProtocolException("a websocket calls text what is not UTF-8");
            broken.initCause(e);
            throw broken;
        }
    }

    private void answerClose(Frame frame) throws ProtocolException {
        if (frame.data.length == 1) {
            throw new ProtocolException("a websocket closes with half a code");
        }
        if (frame.data.length > 2) {
            requireUtf8(frame.data, 2);
        }
        // With the same code and no words.
        answer(() -> end(frame.data, Math.min(2, frame.data.length)));
    }

    /** Who asked may have gone already; what it has sent before is still to be read, and tells the end. */
    private static void answer(Answering answering) {
        try {
            answering.send();
        } catch (IOException e) {
            System.getLogger(WebSocketFrames.class.getName()).log(System.Logger.Level.DEBUG, "answer to a frame", e);
        }
    }

    private Frame read(int room) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int code = first & CODE;
        boolean last = (first & FINAL) != 0;
        if ((first & RESERVED) != 0) {
            throw new ProtocolException("a websocket uses an extension that was not agreed on");
        }
        if ((second & MASKED) != 0) {
            throw new ProtocolException("a websocket of a server masks what it sends");
        }
        long length = length(second & LENGTH);
        requireKnown(code, last, length);
        if (length > room && code < CLOSE) {
            throw new TooLargeException(limit);
        }
        return new Frame(code, last, bytes((int) length));
    }

    private static void requireKnown(int code, boolean last, long length) throws ProtocolException {
        boolean isControl = code >= CLOSE;
        if (code > (isControl ? PONG : BINARY)) {
            throw new ProtocolException("a websocket sends a frame of the unknown kind " + code);
        }
        if (isControl && (!last || length >= TWO_BYTES)) {
            throw new ProtocolException("a websocket sends a control frame in parts, or of " + length + " bytes");
        }
    }

    private long length(int brief) throws IOException {
        if (brief < TWO_BYTES) {
            return brief;
        }
        long length = brief == TWO_BYTES ? in.readUnsignedShort() : in.readLong();
        int shortest = brief == EIGHT_BYTES ? SHORTEST_OF_EIGHT_BYTES : TWO_BYTES;
        // A negative one has its highest bit set, which is forbidden too.
        if (length < shortest) {
            throw new ProtocolException("a websocket writes a length in more bytes than it needs");
        }
        return length;
    }

    private byte[] bytes(int length) throws IOException {
        // Not made beforehand: a length is a promise only.
        byte[] data = in.readNBytes(length);
        if (data.length < length) {
            throw new EOFException("a websocket ended within a frame");
        }
        return data;
    }

    void sendText(String text) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        write(TEXT, data, 0, data.length);
    }

    void sendBinary(byte[] data, int offset, int length) throws IOException {
        write(BINARY, data, offset, length);
    }

    void ping() throws IOException {
        write(PING, new byte[0], 0, 0);
    }

    /** Says that nothing more will be sent; once, and with the code of a normal end (RFC 6455, section 7.4.1). */
    void sendClose() throws IOException {
        end(new byte[] {0x03, (byte) 0xe8}, 2);
    }

    private void end(byte[] reason, int length) throws IOException {
        writing.lock();
        try {
            if (!ended) {
                write(CLOSE, reason, 0, length);
                ended = true;
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(int code, byte[] data, int offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(2 + Long.BYTES + MASK_SIZE + length);
        frame.put((byte) (FINAL | code));
        putLength(frame, length);
        byte[] mask = new byte[MASK_SIZE];
        masks.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (data[offset + i] ^ mask[i % MASK_SIZE]));
        }
        writing.lock();
        try {
            if (!ended) {
                out.write(frame.array(), 0, frame.position());
                out.flush();
            }
        } finally {
            writing.unlock();
        }
    }

    private static void putLength(ByteBuffer frame, int length) {
        if (length < TWO_BYTES) {
            frame.put((byte) (MASKED | length));
        } else if (length < SHORTEST_OF_EIGHT_BYTES) {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | EIGHT_BYTES)).putLong(length);
        }
    }

    private interface Answering {
        void send() throws IOException;
    }

    private static final class Frame {
        private final int code;
        private final boolean last;
        private final byte[] data;

        private Frame(int code, boolean last, byte[] data) {
            this.code = code;
            this.last = last;
            this.data = data;
        }
    }
}
