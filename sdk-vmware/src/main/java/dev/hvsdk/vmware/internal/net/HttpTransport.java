/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HttpsURLConnection;
import javax.xml.stream.XMLStreamException;

/**
 * Calls by the JDK's blocking client of HTTPS, with the session's cookie. Thread-safe.
 *
 * <p>Not by {@code java.net.http}: on JDK 17 its threads and connections stay until the garbage collector comes by. A deadline
 * counts for the whole answer, however it trickles ({@link BoundedSocket}).
 */
public final class HttpTransport implements Transport {
    /** Answers that say that nothing was done, and that it may be tried again. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private static final int OK = 200;
    private static final int FAULT = 500;
    private static final String COOKIE = "vmware_soap_session";

    private final URI place;
    private final Duration connect;
    private final Sockets sockets;
    private final Failures failures;
    private final FileTransport files;
    private final AtomicReference<String> cookie = new AtomicReference<>("");

    private HttpTransport(URI place, Trust trust, Duration connect) {
        this.place = place;
        this.connect = connect;
        this.sockets = new Sockets(trust.context().getSocketFactory());
        this.failures = new Failures(place);
        this.files = new HttpFiles(place, this::opened, sockets, failures);
    }

    /**
     * To this place; nothing is sent yet.
     *
     * @param connect how long a connection may take
     */
    public static HttpTransport of(URI place, Trust trust, Duration connect) {
        return new HttpTransport(place, trust, connect);
    }

    @Override
    public <T> T send(byte[] call, String version, Deadline deadline, ErrorFactory about, Reader<T> reader) {
        try {
            return BoundedSocket.within(deadline, () -> exchange(call, version, deadline, about, reader));
        } catch (SocketTimeoutException e) {
            throw failures.timedOut(deadline, about);
        } catch (IOException e) {
            throw sockets.isClosed() ? failures.closed(e, about) : failures.of(e, about);
        }
    }

    private <T> T exchange(byte[] call, String version, Deadline deadline, ErrorFactory about, Reader<T> reader)
            throws IOException {
        HttpsURLConnection connection = connection(call.length, version, deadline);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(call);
        }
        return read(connection, deadline, about, reader);
    }

    private HttpsURLConnection connection(int length, String version, Deadline deadline) throws IOException {
        HttpsURLConnection connection = opened(place, deadline);
        connection.setDoOutput(true);
        // Of a known length, it is never sent twice behind our back.
        connection.setFixedLengthStreamingMode(length);
        connection.setRequestProperty("Content-Type", "text/xml; charset=utf-8");
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setRequestProperty("SOAPAction", version.isEmpty() ? "urn:vim25" : "urn:vim25/" + version);
        return connection;
    }

    private HttpsURLConnection opened(URI to, Deadline deadline) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) to.toURL().openConnection();
        connection.setSSLSocketFactory(sockets);
        // The trust has looked at the name already, and knows when it does not matter.
        connection.setHostnameVerifier((host, session) -> true);
        connection.setConnectTimeout(millis(deadline, connect));
        connection.setReadTimeout(millis(deadline, deadline.left()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (!cookie.get().isEmpty()) {
            connection.setRequestProperty("Cookie", cookie.get());
        }
        return connection;
    }

    /** At least one, since zero means for ever. */
    private static int millis(Deadline deadline, Duration most) throws SocketTimeoutException {
        if (deadline.isPassed()) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        long left = Math.min(deadline.left().toMillis(), most.toMillis());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left));
    }

    private <T> T read(HttpsURLConnection connection, Deadline deadline, ErrorFactory about, Reader<T> reader)
            throws IOException {
        int status = connection.getResponseCode();
        remember(connection.getHeaderFields());
        boolean isXml = String.valueOf(connection.getContentType()).contains("xml");
        try (InputStream body = status < 400 ? connection.getInputStream() : error(connection)) {
            refuseOtherThanSoap(status, isXml, about);
            return reader.read(decoded(connection, new BoundedStream(body, deadline)));
        } catch (XMLStreamException e) {
            throw find(e) ? failures.timedOut(deadline, about) : failures.unreadable(e, about);
        }
    }

    private static InputStream error(HttpsURLConnection connection) {
        InputStream body = connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private void refuseOtherThanSoap(int status, boolean isXml, ErrorFactory about) {
        if (BUSY.contains(status)) {
            throw new BusyException("the server answers " + status);
        }
        if (status != OK && !(status == FAULT && isXml)) {
            throw failures.status(status, about);
        }
    }

    private void remember(Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if ("Set-Cookie".equalsIgnoreCase(name)) {
                values.stream()
                        .filter(one -> one.startsWith(COOKIE))
                        .map(one -> one.split(";", 2)[0])
                        .forEach(cookie::set);
            }
        });
    }

    private static InputStream decoded(HttpsURLConnection connection, InputStream body) throws IOException {
        return "gzip".equalsIgnoreCase(connection.getContentEncoding()) ? new GZIPInputStream(body, 1 << 14) : body;
    }

    private static boolean find(XMLStreamException failure) {
        return failure.getNestedException() instanceof SocketTimeoutException;
    }

    @Override
    public FileTransport files() {
        return files;
    }

    @Override
    public void forgetSession() {
        cookie.set("");
    }

    @Override
    public void close() {
        sockets.close();
    }
}
