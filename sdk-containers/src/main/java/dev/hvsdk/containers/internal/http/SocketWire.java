/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A socket as a wire; closing is by the socket below TLS, whose own close would wait for a writer. */
final class SocketWire implements Wire {
    private final Socket below;
    private final InputStream input;
    private final OutputStream output;

    SocketWire(Socket below, Socket socket) throws IOException {
        this.below = below;
        this.input = socket.getInputStream();
        this.output = socket.getOutputStream();
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void close() {
        try {
            below.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
