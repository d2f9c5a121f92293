/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What answers questions on a unix socket by a table of paths, each on a connection of its own. Thread-safe. */
final class StandInDaemon implements AutoCloseable {
    private static final String UNKNOWN = "{\"type\":\"error\",\"error\":\"not found\",\"error_code\":404}";

    private final ServerSocketChannel listener;
    private final Map<String, String> answers;

    private StandInDaemon(ServerSocketChannel listener, Map<String, String> answers) {
        this.listener = listener;
        this.answers = answers;
    }

    /** Answers each path, with its parameters, by the text after it. */
    static StandInDaemon at(Path socket, Map<String, String> answers) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        StandInDaemon daemon = new StandInDaemon(listener, Map.copyOf(answers));
        Thread thread = new Thread(daemon::serve, "stand-in-daemon");
        thread.setDaemon(true);
        thread.start();
        return daemon;
    }

    private void serve() {
        while (listener.isOpen()) {
            try (SocketChannel client = listener.accept()) {
                answer(client);
            } catch (IOException e) {
                // Either end has closed, as tests mean them to.
                System.getLogger(StandInDaemon.class.getName()).log(System.Logger.Level.DEBUG, "connection", e);
            }
        }
    }

    private void answer(SocketChannel client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(client), StandardCharsets.US_ASCII));
        String first = in.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        if (first != null) {
            String body = answers.getOrDefault(first.split(" ", -1)[1], UNKNOWN);
            String status = body.equals(UNKNOWN) ? "404 Not Found" : "200 OK";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head =
                    "HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n";
            Channels.newOutputStream(client).write((head + body).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
