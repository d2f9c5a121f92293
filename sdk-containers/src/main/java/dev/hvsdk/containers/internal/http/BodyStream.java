/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that comes as it is made, or a connection that was handed over. One thread reads while another writes, and any may
 * close, which ends both at once.
 */
public final class BodyStream implements AutoCloseable {
    private static final int LINE_LIMIT = 1024 * 1024;

    private final int status;
    private final Map<String, String> headers;
    private final InputStream in;
    private final Exchange exchange;
    private final OpenState state;
    private final ErrorFactory about;
    private volatile boolean closed;

    BodyStream(
            int status,
            Map<String, String> headers,
            InputStream in,
            Exchange exchange,
            OpenState state,
            ErrorFactory about) {
        this.status = status;
        this.headers = headers;
        this.in = in;
        this.exchange = exchange;
        this.state = state;
        this.about = about;
    }

    /** The code of its status. */
    public int status() {
        return status;
    }

    /** One of its headers. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the engine does what was asked: also by handing the connection over. */
    public boolean isSuccess() {
        return status == 101 || (status >= 200 && status < 300);
    }

    /** What comes. */
    public InputStream input() {
        return in;
    }

    /** What goes to the engine as it is, once the connection was handed over; its close ends that direction only. */
    public OutputStream output() {
        return exchange.output();
    }

    /**
     * The next line, without its end; empty once the stream has ended, or was closed.
     *
     * @throws dev.hvsdk.api.HypervisorException if the connection broke, or the line has no end
     */
    public Optional<byte[]> nextLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                if (line.size() > LINE_LIMIT) {
                    throw about.hostFailure("the engine gave a line of more than " + LINE_LIMIT + " bytes");
                }
                next = in.read();
            }
            return next < 0 && line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
        } catch (IOException e) {
            if (closed) {
                return Optional.empty();
            }
            throw about.cause(e).asTransient().unreachable("the connection with the engine broke: " + e.getMessage());
        }
    }

    /** All that comes until the end, at most this much; for the text of an error. */
    public byte[] rest(int limit) {
        try {
            return in.readNBytes(limit);
        } catch (IOException e) {
            throw about.cause(e).asTransient().unreachable("the connection with the engine broke: " + e.getMessage());
        }
    }

    /** Whether {@link #close} has been called. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        state.unregister(this);
        exchange.close();
    }
}
