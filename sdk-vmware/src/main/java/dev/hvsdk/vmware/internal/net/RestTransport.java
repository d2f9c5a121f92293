/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sends small requests by HTTP or HTTPS, and reads whole answers of a bounded length; follows no redirection.
 *
 * <p>Thread-safe.
 */
public final class RestTransport implements AutoCloseable {
    /** Far more than a product on one machine has to say; a server that says more means harm, or is another. */
    private static final int LONGEST = 8 << 20;

    private static final int ERRORS = 400;

    /** What was answered, whatever the status. Immutable. */
    public record Answer(int status, String text) {}

    private final URI place;
    private final Duration connect;
    private final Map<String, String> headers;
    private final String remedy;
    private final @Nullable Sockets sockets;
    private final Failures failures;
    private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /**
     * To this place; nothing is sent yet.
     *
     * @param trust for HTTPS
     * @param connect how long a connection may take
     * @param headers what goes with each request
     * @param remedy what to do if nobody answers
     */
    public RestTransport(
            URI place, @Nullable Trust trust, Duration connect, Map<String, String> headers, String remedy) {
        this.place = place;
        this.connect = connect;
        this.headers = Map.copyOf(headers);
        this.remedy = remedy;
        this.sockets = trust == null ? null : new Sockets(trust.context().getSocketFactory());
        this.failures = new Failures(place);
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param path below the place, with a slash before it
     * @param body empty for none
     * @throws dev.hvsdk.api.HypervisorException if there is no answer in time, or none that can be read
     */
    public Answer send(String method, String path, String body, Deadline deadline, ErrorFactory about) {
        try {
            HttpURLConnection connection = connection(method, path, deadline);
            open.add(connection);
            CompletableFuture<Answer> answer = alarmed(connection, deadline);
            try {
                answer.complete(exchange(connection, body, about));
            } finally {
                open.remove(connection);
                // One that was read to its end serves the next request; closing another reads no more of it.
                answer.cancel(false);
            }
            return answer.join();
        } catch (IOException | CancellationException | CompletionException e) {
            throw failure(e, deadline, about);
        }
    }

    /** What closes the connection unless it is completed in time: a server that sends a byte now and then never times out. */
    private static CompletableFuture<Answer> alarmed(HttpURLConnection connection, Deadline deadline) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        CompletableFuture<Answer> unused = answer.orTimeout(
                        millis(deadline, deadline.left()) + 1L, TimeUnit.MILLISECONDS)
                .whenComplete((read, failure) -> {
                    if (failure != null) {
                        connection.disconnect();
                    }
                });
        return answer;
    }

    private HypervisorException failure(Exception failure, Deadline deadline, ErrorFactory about) {
        if (isClosed) {
            return failures.closed(failure, about);
        }
        // The socket's own clock may be some microseconds before the deadline's.
        boolean isLate = failure instanceof SocketTimeoutException || deadline.isPassed();
        return isLate ? failures.timedOut(deadline, about) : failures.of(failure, about.remedy(remedy));
    }

    private HttpURLConnection connection(String method, String path, Deadline deadline) throws IOException {
        URL url = URI.create(place + path).toURL();
        // A password in clear goes to this machine only, and not to a proxy.
        HttpURLConnection connection = (HttpURLConnection)
                (url.getProtocol().equals("http") ? url.openConnection(Proxy.NO_PROXY) : url.openConnection());
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(Objects.requireNonNull(sockets));
            // The trust has looked at the name already, and knows when it does not matter.
            secured.setHostnameVerifier((host, session) -> true);
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout(millis(deadline, connect));
        connection.setReadTimeout(millis(deadline, deadline.left()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    /** At least one, since zero means for ever. */
    private static int millis(Deadline deadline, Duration most) {
        long left = Math.min(deadline.left().toMillis(), most.toMillis());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left));
    }

    private Answer exchange(HttpURLConnection connection, String body, ErrorFactory about) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean isChange = !connection.getRequestMethod().equals("GET");
        if (isChange) {
            // Of a known length, it is never sent twice behind our back.
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
        }
        connection.connect();
        refuseIfClosed();
        if (isChange) {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
        }
        return read(connection, about);
    }

    /** Once it is connected, {@link #close} finds and ends it; until then only this does. */
    private void refuseIfClosed() throws SocketException {
        if (isClosed) {
            throw new SocketException("closed");
        }
    }

    private Answer read(HttpURLConnection connection, ErrorFactory about) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw about.nativeError(new NativeError("http", "no-status", "no answer of HTTP"))
                    .hostFailure("what answers at " + place + " does not speak HTTP");
        }
        try (InputStream body = body(connection, status)) {
            byte[] bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw about.hostFailure("the answer of " + place + " is longer than " + LONGEST + " bytes");
            }
            return new Answer(status, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static InputStream body(HttpURLConnection connection, int status) throws IOException {
        InputStream body = status < ERRORS ? connection.getInputStream() : connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        isClosed = true;
        open.forEach(HttpURLConnection::disconnect);
        if (sockets != null) {
            sockets.close();
        }
    }
}
