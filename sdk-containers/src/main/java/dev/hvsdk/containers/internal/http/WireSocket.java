/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A wire in the form that the codec asks for. It never connects, so it holds no descriptor of its own. */
final class WireSocket extends Socket {
    private final Wire wire;

    WireSocket(Wire wire) {
        this.wire = wire;
    }

    @Override
    public InputStream getInputStream() {
        return wire.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return wire.output();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    /** Time is kept by {@link Watch}, which closes the wire: a timeout of reads would let a slow trickle go on for ever. */
    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void close() {
        wire.close();
    }
}
