/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;

/** Calls by HTTP, with the session's cookie; a deadline counts until the last byte of the answer. Thread-safe. */
public final class HttpTransport implements Transport {
    /** Answers that say that nothing was done, and that it may be tried again. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private static final Set<Integer> SOAP = Set.of(200, 500);
    private static final String COOKIE = "vmware_soap_session";

    private final URI place;
    private final HttpClient client;
    private final Failures failures;
    private final AtomicReference<String> cookie = new AtomicReference<>("");
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    private HttpTransport(URI place, HttpClient client) {
        this.place = place;
        this.client = client;
        this.failures = new Failures(place);
    }

    /**
     * To this place; nothing is sent yet.
     *
     * @param connect how long a connection may take
     */
    public static HttpTransport of(URI place, Trust trust, Duration connect) {
        // HTTP/1.1: the servers have no other, and to ask costs a round trip.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .sslContext(trust.context())
                .build();
        return new HttpTransport(place, client);
    }

    @Override
    public <T> T send(byte[] call, String version, Deadline deadline, ErrorFactory about, Reader<T> reader) {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request(call, version), HttpResponse.BodyHandlers.ofInputStream());
        underWay.add(answer);
        try {
            return read(answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS), deadline, about, reader);
        } catch (TimeoutException e) {
            throw failures.timedOut(deadline, about);
        } catch (ExecutionException e) {
            throw failures.of(e, about);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationInterruptedException("an answer of " + place.getHost(), e);
        } finally {
            answer.cancel(true);
            underWay.remove(answer);
        }
    }

    private HttpRequest request(byte[] call, String version) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Accept-Encoding", "gzip")
                .header("SOAPAction", version.isEmpty() ? "urn:vim25" : "urn:vim25/" + version)
                .POST(HttpRequest.BodyPublishers.ofByteArray(call));
        String session = cookie.get();
        return (session.isEmpty() ? request : request.header("Cookie", session)).build();
    }

    /** Nothing of the JDK's bounds how long the rest of an answer may take. */
    private <T> T read(HttpResponse<InputStream> answer, Deadline deadline, ErrorFactory about, Reader<T> reader) {
        InputStream body = answer.body();
        CompletableFuture<Void> end = new CompletableFuture<>();
        underWay.add(end);
        end.orTimeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS).whenComplete((done, late) -> close(body));
        try {
            refuseOtherThanSoap(answer, about);
            remember(answer);
            return reader.read(decoded(answer, body));
        } catch (XMLStreamException | IOException e) {
            throw deadline.isPassed() ? failures.timedOut(deadline, about) : failures.unreadable(e, about);
        } finally {
            end.complete(null);
            underWay.remove(end);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException("streams of java.net.http close without failing", e);
        }
    }

    private void refuseOtherThanSoap(HttpResponse<?> answer, ErrorFactory about) {
        int status = answer.statusCode();
        if (BUSY.contains(status)) {
            throw new BusyException("the server answers " + status);
        }
        boolean isXml = answer.headers().firstValue("Content-Type").orElse("").contains("xml");
        if (!SOAP.contains(status) || status != 200 && !isXml) {
            throw failures.status(status, about);
        }
    }

    private void remember(HttpResponse<?> answer) {
        answer.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith(COOKIE))
                .map(one -> one.split(";", 2)[0])
                .forEach(cookie::set);
    }

    private static InputStream decoded(HttpResponse<?> answer, InputStream body) throws IOException {
        boolean isGzip = answer.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return isGzip ? new GZIPInputStream(body, 1 << 14) : body;
    }

    @Override
    public void forgetSession() {
        cookie.set("");
    }

    @Override
    public void close() {
        underWay.forEach(one -> one.cancel(true));
    }
}
