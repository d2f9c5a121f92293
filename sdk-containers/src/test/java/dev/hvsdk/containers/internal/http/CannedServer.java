/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gives each connection the same bytes once it has asked, whatever it asks, and keeps it open unless told otherwise. */
final class CannedServer implements AutoCloseable {
    private final Path socket;
    private final String answer;
    private final boolean hangsUp;
    private final ServerSocketChannel server;
    private final Queue<SocketChannel> clients = new ConcurrentLinkedQueue<>();

    CannedServer(Path socket, String answer, boolean hangsUp) throws IOException {
        this.socket = socket;
        this.answer = answer;
        this.hangsUp = hangsUp;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::serve, "canned-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                clients.add(client);
                client.read(ByteBuffer.allocate(8192));
                ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    client.write(bytes);
                }
                if (hangsUp) {
                    client.close();
                }
            }
        } catch (IOException e) {
            // The test has ended, or its client has hung up: that is what it is for.
            return;
        }
    }

    UnixDialer dialer() {
        return new UnixDialer(socket);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
