/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

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

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return null;
    }

    /** Time is kept by {@link Watch}, which closes the wire: a timeout of reads would let a slow trickle go on for ever. */
    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    /** Each question that is not answered here, such as that for an address, would make a descriptor for the super class. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // it closes what another thread waits for
    public void close() throws IOException {
        wire.close();
        super.close();
    }
}
