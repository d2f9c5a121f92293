/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.containers.internal.http.Transport;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Requests in the version of the API that both ends know; what the engine refuses is thrown. Thread-safe. */
final class Client {
    /** How often a container is looked at again whose process ends just now, and the time between: a second in all. */
    private static final int LOOKS = 20;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HostContext context;
    private final Transport transport;
    private final Greeting greeting;

    Client(HostContext context, Transport transport, Greeting greeting) {
        this.context = context;
        this.transport = transport;
        this.greeting = greeting;
    }

    HostContext context() {
        return context;
    }

    Greeting greeting() {
        return greeting;
    }

    /** Whether the engine is reached by a socket of this machine. */
    boolean isLocal() {
        return transport.isLocal();
    }

    /** The whole answer to a request that the engine has granted. */
    Answer send(Request request, ErrorFactory about) {
        return send(request, context.deadline(), about);
    }

    private Answer send(Request request, Deadline deadline, ErrorFactory about) {
        Request versioned = versioned(request);
        return granted(settled(request, () -> transport.send(versioned, deadline, about)), about);
    }

    /** Podman fails to read a container whose process ends meanwhile: 4.3.1 says so of /proc/N/cgroup. */
    private static Answer settled(Request request, Supplier<Answer> ask) {
        Answer answer = ask.get();
        for (int more = LOOKS; more > 0 && request.isRead() && Refusals.isOfEndingProcess(answer); more--) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.get();
        }
        return answer;
    }

    private static Answer granted(Answer answer, ErrorFactory about) {
        if (!answer.isSuccess()) {
            throw Refusals.of(answer.status(), answer.bytes(), about);
        }
        return answer;
    }

    /** The answer as JSON. */
    JsonNode json(Request request, ErrorFactory about) {
        return send(request, about).json(about);
    }

    /** The answer as JSON, which has to be there by then. */
    JsonNode json(Request request, Deadline deadline, ErrorFactory about) {
        return send(request, deadline, about).json(about);
    }

    /** How many may ask by {@link #jsonOfMany} at once. */
    int manyAtOnce() {
        return transport.manyAtOnce();
    }

    /** The answer to one of many questions, as JSON. */
    JsonNode jsonOfMany(Request request, Deadline deadline, ErrorFactory about) {
        Request versioned = versioned(request);
        return granted(settled(request, () -> transport.sendOneOfMany(versioned, deadline, about)), about)
                .json(about);
    }

    /** An answer that comes as it is made. */
    BodyStream stream(Request request, ErrorFactory about) {
        return granted(transport.stream(versioned(request), context.deadline(), about), about);
    }

    /**
     * An answer whose beginning may take as long as it likes.
     *
     * @param opening is told of what ends the request, before it is sent
     */
    BodyStream patientStream(Request request, ErrorFactory about, Consumer<AutoCloseable> opening) {
        return granted(transport.patientStream(versioned(request), context.deadline(), about, opening), about);
    }

    /** An answer that comes as it is made, and whose head may be late. */
    BodyStream stream(Request request, Deadline deadline, ErrorFactory about) {
        return granted(transport.stream(versioned(request), deadline, about), about);
    }

    /** A connection for itself, after a request that asks for it. */
    BodyStream upgrade(Request request, ErrorFactory about) {
        return granted(transport.upgrade(versioned(request), context.deadline(), about), about);
    }

    private static BodyStream granted(BodyStream stream, ErrorFactory about) {
        if (stream.isSuccess()) {
            return stream;
        }
        try (stream) {
            throw Refusals.of(stream.status(), stream.rest(Refusals.LIMIT), about);
        }
    }

    private Request versioned(Request request) {
        return request.under(greeting.prefix());
    }
}
