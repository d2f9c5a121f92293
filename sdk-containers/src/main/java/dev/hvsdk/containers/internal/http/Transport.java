/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one engine, each with a deadline: at that moment its connection is closed, whatever it waits for. Thread-safe.
 *
 * <p>A change goes by a connection of its own: one that has been idle may be half closed, and a change must not be sent twice.
 */
public final class Transport implements AutoCloseable {
    private static final int BODY_LIMIT = 64 * 1024 * 1024;
    private static final int AT_ONCE = 32;

    private final Dialer dialer;
    private final OpenState state;
    private final Pool pool = new Pool();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ScheduledThreadPoolExecutor timer;
    private final int limit;

    /** Whether it has ever answered: then it is likely to come back. */
    private volatile boolean reached;

    private Transport(Dialer dialer, OpenState state, int limit) {
        this.dialer = dialer;
        this.state = state;
        this.limit = limit;
        this.timer = new ScheduledThreadPoolExecutor(1, daemons());
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "http-deadlines");
            thread.setDaemon(true);
            return thread;
        };
    }

    /** To the engine at this end; closed with this state. */
    public static Transport of(Dialer dialer, OpenState state) {
        return of(dialer, state, BODY_LIMIT);
    }

    /** Whether it leads to a socket of this machine. */
    public boolean isLocal() {
        return dialer instanceof UnixDialer;
    }

    static Transport of(Dialer dialer, OpenState state, int limit) {
        return state.register(new Transport(dialer, state, limit));
    }

    /**
     * Asks, and waits for the whole answer, whatever its status.
     *
     * @throws dev.hvsdk.api.HypervisorException Unreachable, TimedOut, or HostFailure for an answer that is none
     */
    public Answer send(Request request, Deadline deadline, ErrorFactory about) {
        return exchange(request, deadline, about, false, this::whole);
    }

    /** How many requests may be {@linkplain #sendOneOfMany sent at once} by one caller. */
    public int manyAtOnce() {
        return dialer.manyAtOnce();
    }

    /**
     * As {@link #send}, for one of many questions that the engine answers together. Takes no place among the requests that are
     * under way: the caller sees to how many there are.
     *
     * @throws dev.hvsdk.api.HypervisorException as {@link #send} does
     */
    public Answer sendOneOfMany(Request request, Deadline deadline, ErrorFactory about) {
        state.checkOpen();
        return watched(request, deadline, about, false, false, this::whole);
    }

    /**
     * Asks, and waits for the head of the answer; the body comes as it is made, without a deadline.
     *
     * @throws dev.hvsdk.api.HypervisorException as {@link #send} does
     */
    public BodyStream stream(Request request, Deadline deadline, ErrorFactory about) {
        return exchange(request, deadline, about, true, (exchange, head) -> streaming(exchange, head, about));
    }

    /**
     * Asks, and waits for the head of the answer for as long as that takes: an engine may send it with the first thing it has to
     * say. Takes no place among the requests that are under way.
     *
     * @param connecting by when the connection has to be there
     * @param opening is told of what ends the request, before anything that blocks
     * @throws dev.hvsdk.api.HypervisorException Unreachable, or HostFailure for an answer that is none
     */
    public BodyStream patientStream(
            Request request, Deadline connecting, ErrorFactory about, Consumer<AutoCloseable> opening) {
        Abort abort = state.register(new Abort());
        try {
            opening.accept(abort);
            Exchange exchange = new Exchange(dialer.dial(connecting, abort::of));
            return over(exchange, request, abort, true, false, (used, head) -> streaming(used, head, about));
        } catch (IOException | HttpException e) {
            abort.close();
            state.checkOpen();
            throw about.cause(e)
                    .asTransient()
                    .unreachable("the connection with " + dialer + " broke: " + e.getMessage());
        } finally {
            state.unregister(abort);
        }
    }

    /**
     * Asks to have the connection for itself: what is written to it goes to the engine as it is.
     *
     * @throws dev.hvsdk.api.HypervisorException as {@link #send} does
     */
    public BodyStream upgrade(Request request, Deadline deadline, ErrorFactory about) {
        return exchange(request, deadline, about, true, true, (exchange, head) -> streaming(exchange, head, about));
    }

    private BodyStream streaming(Exchange exchange, ClassicHttpResponse head, ErrorFactory about)
            throws IOException, HttpException {
        InputStream body = exchange.body(head);
        if (head.getCode() >= HttpStatus.SC_BAD_REQUEST) {
            // An error is read while the deadline watches.
            body = new ByteArrayInputStream(bounded(body));
        }
        return state.register(new BodyStream(head.getCode(), Exchange.headers(head), body, exchange, state, about));
    }

    private Answer whole(Exchange exchange, ClassicHttpResponse head) throws IOException, HttpException {
        byte[] body = bounded(exchange.body(head));
        return new Answer(head.getCode(), Exchange.headers(head), body);
    }

    private byte[] bounded(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (out.size() + count > limit) {
                throw new TooLargeException(limit);
            }
            out.write(buffer, 0, count);
        }
        return out.toByteArray();
    }

    private <T> T exchange(Request request, Deadline deadline, ErrorFactory about, boolean own, Use<T> use) {
        return exchange(request, deadline, about, own, false, use);
    }

    private <T> T exchange(
            Request request, Deadline deadline, ErrorFactory about, boolean own, boolean upgrade, Use<T> use) {
        state.checkOpen();
        enter(deadline, about);
        try {
            return watched(request, deadline, about, own, upgrade, use);
        } finally {
            places.release();
        }
    }

    private <T> T watched(
            Request request, Deadline deadline, ErrorFactory about, boolean own, boolean upgrade, Use<T> use) {
        Abort abort = new Abort();
        try (Watch watch = Watch.over(state.register(abort), deadline, timer)) {
            try {
                return attempt(request, deadline, abort, own, upgrade, use);
            } catch (IOException | HttpException e) {
                abort.close();
                state.checkOpen();
                throw Failures.of(e, watch.hasExpired(), deadline, dialer, reached ? about.asTransient() : about);
            }
        } finally {
            state.unregister(abort);
        }
    }

    private void enter(Deadline deadline, ErrorFactory about) {
        try {
            if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw about.asTransient().timedOut(AT_ONCE + " requests are under way, and none has ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw about.cause(e).asTransient().timedOut("interrupted before the request was sent");
        }
    }

    private <T> T attempt(Request request, Deadline deadline, Abort abort, boolean own, boolean upgrade, Use<T> use)
            throws IOException, HttpException {
        boolean mayReuse = !own && request.isRead();
        Exchange kept = mayReuse ? pool.poll() : null;
        if (kept != null) {
            try {
                return over(kept, request, abort, own, upgrade, use);
            } catch (TooLargeException e) {
                throw e;
            } catch (IOException e) {
                // The engine may have closed it while it was idle; a question may be asked twice.
                if (abort.hasExpired() || !state.isOpen()) {
                    throw e;
                }
            }
        }
        return over(new Exchange(dialer.dial(deadline, abort::of)), request, abort, own, upgrade, use);
    }

    private <T> T over(Exchange exchange, Request request, Abort abort, boolean own, boolean upgrade, Use<T> use)
            throws IOException, HttpException {
        abort.of(exchange);
        boolean done = false;
        try {
            ClassicHttpResponse head = exchange.send(request, upgrade);
            reached = true;
            T result = use.of(exchange, head);
            done = true;
            if (!own) {
                release(exchange, head, request.isRead());
            }
            return result;
        } finally {
            if (!done) {
                exchange.close();
            }
        }
    }

    /** Only questions take kept connections, so that those of changes would be left to lie. */
    private void release(Exchange exchange, ClassicHttpResponse head, boolean keep) {
        @Nullable String connection = Exchange.headers(head).get("connection");
        if (!keep || "close".equalsIgnoreCase(connection) || head.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
            exchange.close();
        } else {
            pool.keep(exchange);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pool.close();
    }

    private interface Use<T> {
        T of(Exchange exchange, ClassicHttpResponse head) throws IOException, HttpException;
    }
}
