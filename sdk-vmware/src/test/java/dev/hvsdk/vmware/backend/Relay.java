/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A line to a server on this machine, which may be a bad one. Thread-safe. */
final class Relay implements AutoCloseable {
    /** How it carries what the server says. */
    enum Manner {
        /** As it comes. */
        OPEN,
        /** A byte at a time, so that something comes before each single read would give up. */
        TRICKLING,
        /** Not at all. */
        STOPPED
    }

    private static final int CHUNK = 8192;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final int target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.OPEN;

    private Relay(int target) throws IOException {
        this.target = target;
    }

    static Relay to(int port) throws IOException {
        Relay relay = new Relay(port);
        start(relay::accept);
        return relay;
    }

    int port() {
        return server.getLocalPort();
    }

    void become(Manner next) {
        manner = next;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The end of this line, by whoever closed it; the test looks at what its client says of that.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            open.addAll(List.of(client, to));
            start(() -> client.getInputStream().transferTo(to.getOutputStream()));
            start(() -> carry(to.getInputStream(), client.getOutputStream()));
        }
    }

    private void carry(InputStream from, OutputStream into) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            for (int at = 0; at < count; ) {
                int now = allowed(count - at);
                into.write(bytes, at, now);
                at += now;
            }
        }
    }

    private int allowed(int left) {
        while (manner == Manner.STOPPED && !server.isClosed()) {
            LockSupport.parkNanos(PAUSE);
        }
        if (manner == Manner.TRICKLING) {
            LockSupport.parkNanos(PAUSE);
            return 1;
        }
        return left;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
