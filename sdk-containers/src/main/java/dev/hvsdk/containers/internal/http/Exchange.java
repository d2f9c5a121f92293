/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/** One connection with an engine, by which requests go one after the other. Not thread-safe, but for {@link #close}. */
final class Exchange implements AutoCloseable {
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final Wire wire;
    private final WireSocket socket;
    private final DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(LIMITS);

    Exchange(Wire wire) throws IOException {
        this.wire = wire;
        this.socket = new WireSocket(wire);
        connection.bind(socket);
    }

    /** Sends, and gives the head of the answer. */
    ClassicHttpResponse send(Request request, boolean upgrade) throws IOException, HttpException {
        try {
            write(message(request, upgrade));
        } catch (IOException e) {
            return lastWords(e);
        }
        return connection.receiveResponseHeader();
    }

    private void write(BasicClassicHttpRequest message) throws IOException, HttpException {
        connection.sendRequestHeader(message);
        if (message.getEntity() != null) {
            connection.sendRequestEntity(message);
        }
        connection.flush();
    }

    /** Who closes before all is sent may have said why: an answer of HTTP, an alert of TLS, the error of a process. */
    private ClassicHttpResponse lastWords(IOException broken) throws IOException, HttpException {
        try {
            return connection.receiveResponseHeader();
        } catch (SSLException | ProcessEndedException e) {
            e.addSuppressed(broken);
            throw e;
        } catch (IOException e) {
            broken.addSuppressed(e);
            throw broken;
        }
    }

    private static BasicClassicHttpRequest message(Request request, boolean upgrade) {
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), request.path());
        message.addHeader(new BasicHeader("Host", "engine"));
        byte[] body = request.body();
        if (body != null) {
            message.addHeader(new BasicHeader("Content-Type", request.contentType()));
        }
        if (body != null || !request.isRead()) {
            byte[] sent = body == null ? new byte[0] : body;
            message.addHeader(new BasicHeader("Content-Length", sent.length));
            message.setEntity(new ByteArrayEntity(sent, null));
        }
        if (upgrade) {
            message.addHeader(new BasicHeader("Connection", "Upgrade"));
            message.addHeader(new BasicHeader("Upgrade", request.headers().getOrDefault("Upgrade", "tcp")));
        }
        request.headers().forEach((name, value) -> {
            if (!name.equals("Upgrade")) {
                message.addHeader(new BasicHeader(name, value));
            }
        });
        return message;
    }

    /** The body of an answer; of an upgraded one, all that comes. */
    InputStream body(ClassicHttpResponse head) throws IOException, HttpException {
        if (hasNone(head.getCode())) {
            return InputStream.nullInputStream();
        }
        connection.receiveResponseEntity(head);
        HttpEntity entity = head.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** RFC 9110: these end with their head, though no length says so. */
    private static boolean hasNone(int status) {
        return status == HttpStatus.SC_NO_CONTENT || status == HttpStatus.SC_NOT_MODIFIED;
    }

    static Map<String, String> headers(ClassicHttpResponse head) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : head.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return Collections.unmodifiableMap(headers);
    }

    /** What goes to the other end once the connection was handed over. */
    OutputStream output() {
        return wire.output();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
