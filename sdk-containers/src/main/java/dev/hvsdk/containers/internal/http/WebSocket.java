/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A websocket (RFC 6455) over a connection that an engine handed over. One thread reads while any write, and any may close, which
 * ends all at once.
 */
public final class WebSocket implements AutoCloseable {
    /** The longest message that is taken. */
    private static final int LIMIT = 16 * 1024 * 1024;

    /** RFC 6455, section 1.3. */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final SecureRandom KEYS = new SecureRandom();

    private final BodyStream stream;
    private final WebSocketFrames frames;
    private final ErrorFactory about;

    private WebSocket(BodyStream stream, ErrorFactory about, Runnable heard) {
        this.stream = stream;
        this.frames = new WebSocketFrames(stream.input(), stream.output(), LIMIT, heard);
        this.about = about;
    }

    /** What asks for a websocket in the place of an answer. */
    public static final class Opening {
        private final String key;

        /** With a key of its own. */
        public Opening() {
            byte[] random = new byte[16];
            KEYS.nextBytes(random);
            key = Base64.getEncoder().encodeToString(random);
        }

        Opening(String key) {
            this.key = key;
        }

        /** The request with what RFC 6455, section 4.1 asks for. */
        public Request of(Request request) {
            return request.header("Upgrade", "websocket")
                    .header("Sec-WebSocket-Version", "13")
                    .header("Sec-WebSocket-Key", key);
        }

        /**
         * The websocket, if that is what was answered.
         *
         * @param stream a connection that was handed over; closed if it is no websocket
         * @param heard is told of each sign of life, by the thread that reads
         */
        public WebSocket over(BodyStream stream, ErrorFactory about, Runnable heard) {
            if (!stream.header("Sec-WebSocket-Accept").orElse("").equals(answer())) {
                stream.close();
                throw about.hostFailure("what was asked for a websocket answers something else");
            }
            return new WebSocket(stream, about, heard);
        }

        String answer() {
            try {
                byte[] hash =
                        MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * The next message; empty once the other end has closed, or this one was closed.
     *
     * @throws dev.hvsdk.api.HypervisorException Unreachable if the connection broke, HostFailure for what is no websocket's
     */
    public Optional<WebSocketMessage> next() {
        try {
            return frames.next();
        } catch (IOException e) {
            if (stream.isClosed()) {
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    private RuntimeException failure(IOException e) {
        String text = e.getMessage() == null ? "it ended" : e.getMessage();
        boolean isForeign = e instanceof ProtocolException || e instanceof TooLargeException;
        return isForeign
                ? about.cause(e).hostFailure("the engine's websocket: " + text)
                : about.cause(e).asTransient().unreachable("the connection with the engine broke: " + text);
    }

    /** Sends text. */
    public void sendText(String text) throws IOException {
        frames.sendText(text);
    }

    /** Sends bytes. */
    public void sendBinary(byte[] data, int offset, int length) throws IOException {
        frames.sendBinary(data, offset, length);
    }

    /** Asks for a sign of life, which {@link #next} takes in. */
    public void ping() throws IOException {
        frames.ping();
    }

    /** Says that nothing more will be sent; what comes still comes. */
    public void sendClose() throws IOException {
        frames.sendClose();
    }

    /** Whether {@link #close} has been called. */
    public boolean isClosed() {
        return stream.isClosed();
    }

    /** Ends it at once, without a word: the other end sees that the connection has gone. */
    @Override
    public void close() {
        stream.close();
    }
}
