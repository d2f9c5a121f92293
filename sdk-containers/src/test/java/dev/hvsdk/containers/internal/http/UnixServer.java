/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a unix socket that answers each request as a test wants. Thread-safe. */
public final class UnixServer implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel listener;
    private final Behaviour behaviour;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private UnixServer(Path socket, ServerSocketChannel listener, Behaviour behaviour) {
        this.socket = socket;
        this.listener = listener;
        this.behaviour = behaviour;
    }

    /** Listens at this path. */
    public static UnixServer at(Path socket, Behaviour behaviour) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        UnixServer server = new UnixServer(socket, listener, behaviour);
        server.run(server::accept);
        return server;
    }

    /** Sends this text to each request, and goes on. */
    public static Behaviour answering(String text) {
        return (request, out) -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    /** Sends this text, and closes. */
    public static Behaviour breakingOffAfter(String text) {
        return (request, out) -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    Path socket() {
        return socket;
    }

    int accepted() {
        return accepted.get();
    }

    /** The connections that neither end has closed. */
    int connections() {
        return open.size();
    }

    /** The first line of each request. */
    public List<String> requests() {
        return requests;
    }

    private void run(Work work) {
        Thread thread = new Thread(() -> attempt(work), "unix-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // Either end has closed, as tests mean them to.
            System.getLogger(UnixServer.class.getName()).log(System.Logger.Level.DEBUG, "connection", e);
        }
    }

    private void accept() throws IOException {
        while (listener.isOpen()) {
            SocketChannel channel = listener.accept();
            accepted.incrementAndGet();
            open.add(channel);
            run(() -> serve(channel));
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        ChannelWire wire = new ChannelWire(channel);
        try {
            boolean goesOn = true;
            while (goesOn) {
                String head = head(wire.input());
                goesOn = !head.isEmpty() && answer(head, wire.output());
            }
        } finally {
            open.remove(channel);
            channel.close();
        }
    }

    private boolean answer(String head, OutputStream out) throws IOException {
        requests.add(head.lines().findFirst().orElse(""));
        return behaviour.answer(head, out);
    }

    /** Requests of tests have no body. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** What the server does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        /** Answers; returns whether the connection stays. */
        boolean answer(String request, OutputStream out) throws IOException;
    }
}
