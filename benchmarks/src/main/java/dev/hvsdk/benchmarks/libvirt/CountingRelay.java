/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Stands between a client and libvirtd, and counts the calls. A message of libvirt's protocol begins with its length, program,
 * version, procedure and type, as 32-bit numbers, most significant byte first (src/rpc/virnetprotocol.x). Thread-safe.
 */
final class CountingRelay implements AutoCloseable {
    private static final int HEADER_BYTES = 20;
    private static final int REMOTE_PROGRAM = 0x20008086;
    private static final int CALL = 0;

    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final UnixDomainSocketAddress target;
    private final ConcurrentSkipListMap<Integer, Integer> calls = new ConcurrentSkipListMap<>();

    CountingRelay(Path socket, String target) throws IOException {
        this.target = UnixDomainSocketAddress.of(target);
        server.bind(UnixDomainSocketAddress.of(socket));
        inBackground(this::accept);
    }

    /** How often each procedure was called since the last time this was asked. */
    Map<Integer, Integer> takeCalls() {
        Map<Integer, Integer> taken = new TreeMap<>(calls);
        calls.clear();
        return taken;
    }

    private void accept() throws IOException {
        while (server.isOpen()) {
            SocketChannel client = server.accept();
            SocketChannel host = SocketChannel.open(target);
            inBackground(() -> relayCalls(client, host));
            inBackground(() -> relayBytes(host, client));
        }
    }

    private void relayCalls(SocketChannel client, SocketChannel host) throws IOException {
        try (client;
                host) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            while (fill(header, client)) {
                count(header);
                ByteBuffer rest = ByteBuffer.allocate(header.getInt(0) - HEADER_BYTES);
                fill(rest, client);
                write(header.flip(), host);
                write(rest.flip(), host);
                header.clear();
            }
        }
    }

    private void count(ByteBuffer header) {
        if (header.getInt(4) == REMOTE_PROGRAM && header.getInt(16) == CALL) {
            calls.merge(header.getInt(12), 1, Integer::sum);
        }
    }

    private static boolean fill(ByteBuffer buffer, SocketChannel from) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void relayBytes(SocketChannel from, SocketChannel to) throws IOException {
        try (from;
                to) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (from.read(buffer) >= 0) {
                write(buffer.flip(), to);
                buffer.clear();
            }
        }
    }

    private static void write(ByteBuffer buffer, SocketChannel to) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has hung up, and the other is told so by the closing of its channel.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
