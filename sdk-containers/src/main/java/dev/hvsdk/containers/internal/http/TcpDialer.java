/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Streams by TCP, with TLS where it is given one. Immutable. */
public final class TcpDialer implements Dialer {
    private static final int KEPT_ALIVE_SECONDS = 30;

    private final String host;
    private final int port;
    private final @Nullable Tls tls;

    /** To this port; without TLS if there is none. */
    public TcpDialer(String host, int port, @Nullable Tls tls) {
        this.host = host;
        this.port = port;
        this.tls = tls;
    }

    @Override
    public Wire dial(Deadline deadline, Consumer<AutoCloseable> opening) throws IOException {
        Socket socket = new Socket();
        try {
            opening.accept(socket);
            socket.setTcpNoDelay(true);
            keptAlive(socket);
            socket.connect(new InetSocketAddress(host, port), millis(deadline));
            return new SocketWire(socket, tls == null ? socket : secured(tls, socket));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** A stream of events may be silent for days: that the other end is gone would not show. */
    private static void keptAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEPT_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEPT_ALIVE_SECONDS);
        }
    }

    private static int millis(Deadline deadline) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, deadline.left().toMillis()));
    }

    private SSLSocket secured(Tls tls, Socket below) throws IOException {
        SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket(below, host, port, true);
        if (tls.isVerified()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    /** Host and port. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
