/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that says what a test wants, one connection for each request, whether that is HTTP or not. Thread-safe. */
final class OddServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OddServer.class.getName());
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    /** How it answers; returns when it hangs up. */
    private interface Manner {
        void answer(OutputStream out) throws IOException;
    }

    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Manner manner = out -> {};

    OddServer() {
        this(unbound());
    }

    OddServer(ServerSocket unbound) {
        listening = unbound;
        try {
            listening.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    void answering(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        saying("HTTP/1.1 " + status + " Odd\r\nConnection: close\r\nLocation: /elsewhere\r\nContent-Length: " + length
                + "\r\n\r\n" + body);
    }

    void saying(String text) {
        manner = out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void answeringForEver(String piece) {
        byte[] much = piece.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        manner = out -> {
            begin(out);
            while (ended.getCount() > 0) {
                out.write(much);
            }
        };
    }

    void trickling(String beginning) {
        manner = out -> {
            out.write(beginning.getBytes(StandardCharsets.UTF_8));
            while (ended.getCount() > 0) {
                out.write(' ');
                out.flush();
                pause(20);
            }
        };
    }

    void silent() {
        manner = out -> pause(60_000);
    }

    private static void begin(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Until it is closed, or this has passed. */
    private void pause(long millis) {
        try {
            boolean ignored = ended.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All of each request, with line feeds alone. */
    List<String> requests() {
        return requests;
    }

    void awaitRequest() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                requests.add(request(socket.getInputStream()));
                asked.countDown();
                OutputStream out = socket.getOutputStream();
                manner.answer(out);
                out.flush();
            } catch (IOException e) {
                LOG.log(Level.FINE, e, () -> "the client has hung up, or the test has ended");
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return head.toString().replace("\r", "") + new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
