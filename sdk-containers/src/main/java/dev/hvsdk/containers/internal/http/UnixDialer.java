/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Streams to a unix socket. Immutable. */
public final class UnixDialer implements Dialer {
    private final Path socket;

    /** To this socket. */
    public UnixDialer(Path socket) {
        this.socket = socket;
    }

    @Override
    public Wire dial(Deadline deadline, Consumer<AutoCloseable> opening) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            opening.accept(channel);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ChannelWire(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The path. */
    @Override
    public String toString() {
        return socket.toString();
    }
}
