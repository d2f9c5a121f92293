/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.containers.internal.http.Transport;
import dev.hvsdk.containers.internal.http.WebSocket;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests to one project of a daemon; what it refuses is thrown. Thread-safe. */
final class Client {
    private static final String API = "1.0";
    private static final Pattern OPERATION = Pattern.compile("/1\\.0/operations/([0-9a-fA-F-]{1,64})(\\?.*)?");

    /** Between two answers that an operation goes on; the daemon forgets one five seconds after its end. */
    private static final Duration LOOK = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What has a code below this has not ended: LXD's shared/api/status_code.go. */
    private static final int ENDED = 200;

    private static final int SUCCESS = 200;

    private final HostContext context;
    private final Transport transport;
    private final Greeting greeting;
    private final String project;

    Client(HostContext context, Transport transport, Greeting greeting, String project) {
        this.context = context;
        this.transport = transport;
        this.greeting = greeting;
        this.project = project;
    }

    HostContext context() {
        return context;
    }

    Greeting greeting() {
        return greeting;
    }

    String project() {
        return project;
    }

    /** A request of this API and project, by the parts of its path. */
    Request request(String method, String... path) {
        Request request = Request.of(method, path).under("/" + API);
        return project.equals(InstanceId.DEFAULT_PROJECT) ? request : request.query("project", project);
    }

    /** What is there. */
    JsonNode read(Request request, ErrorFactory about) {
        return reply(request, about).path("metadata");
    }

    private JsonNode reply(Request request, ErrorFactory about) {
        return Replies.granted(transport.send(request, context.deadline(), about), about);
    }

    /** The bytes of a file that the daemon keeps. */
    byte[] bytes(Request request, ErrorFactory about) {
        Answer answer = transport.send(request, context.deadline(), about);
        if (!answer.isSuccess()) {
            throw Replies.refusal(answer.status(), answer.bytes(), about);
        }
        return answer.bytes();
    }

    /** Has something done, and waits until it is, without an end: whoever wants one leaves the SDK's operation. */
    JsonNode change(Request request, ErrorFactory about) {
        return change(request, about, progress -> {});
    }

    /**
     * The same.
     *
     * @param looks takes each reading of the daemon's operation
     */
    JsonNode change(Request request, ErrorFactory about, Consumer<? super JsonNode> looks) {
        return whenFree(() -> {
            JsonNode reply = reply(request, about);
            return isBegun(reply) ? ended(operation(reply, about), about, looks) : reply.path("metadata");
        });
    }

    /**
     * An instance takes one change at a time, and is still busy with a stop for a moment after it has stopped. What was refused for
     * that was not begun, and may be asked for again.
     */
    private <T> T whenFree(Supplier<T> change) {
        Deadline deadline = context.deadline();
        while (true) {
            try {
                return change.get();
            } catch (HypervisorException.WrongState e) {
                if (!Replies.isBusy(e) || deadline.isPassed()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                context.state().checkOpen();
            }
        }
    }

    /** Has something done that takes a moment: throws TimedOut if it goes on after the deadline of calls. */
    void promptly(Request request, ErrorFactory about) {
        Deadline deadline = context.deadline();
        JsonNode ignored = change(request, about, look -> refuseIfLate(deadline, about));
    }

    /** Waits for the end of an operation that takes a moment. */
    void promptly(String operation, ErrorFactory about) {
        Deadline deadline = context.deadline();
        JsonNode ignored = ended(operation, about, look -> refuseIfLate(deadline, about));
    }

    private static void refuseIfLate(Deadline deadline, ErrorFactory about) {
        if (deadline.isPassed()) {
            throw about.asTransient()
                    .timedOut("it has not ended within " + deadline.allowed().toMillis() + " ms, and goes on");
        }
    }

    /** Has something begun, and gives its id and what is said of it. */
    JsonNode begin(Request request, ErrorFactory about) {
        JsonNode reply = reply(request, about);
        operation(reply, about);
        return reply.path("metadata");
    }

    private static boolean isBegun(JsonNode reply) {
        return Json.text(reply, "type").orElse("").equals("async");
    }

    private static String operation(JsonNode reply, ErrorFactory about) {
        Matcher path = OPERATION.matcher(Json.text(reply, "operation").orElse(""));
        if (!path.matches()) {
            throw about.hostFailure("the daemon does not name the operation that it has begun");
        }
        return path.group(1);
    }

    /** Waits for the end of an operation; throws what it failed by. */
    JsonNode ended(String operation, ErrorFactory about, Consumer<? super JsonNode> looks) {
        JsonNode now = await(operation, about, looks);
        if (Json.number(now, "status_code").orElse(0) != SUCCESS) {
            throw Replies.failed(
                    Json.text(now, "err").or(() -> Json.text(now, "status")).orElse("it failed"), about);
        }
        return now;
    }

    /** Waits for the end of an operation, however it ends. */
    JsonNode await(String operation, ErrorFactory about, Consumer<? super JsonNode> looks) {
        JsonNode now = look(operation, about);
        while (Json.number(now, "status_code").orElse(ENDED) < ENDED) {
            looks.accept(now);
            now = look(operation, about);
        }
        return now;
    }

    private JsonNode look(String operation, ErrorFactory about) {
        Duration patience = context.deadline().allowed().dividedBy(2);
        long seconds = Math.max(1, Math.min(LOOK.toSeconds(), patience.toSeconds()));
        Request wait = request("GET", "operations", operation, "wait").query("timeout", Long.toString(seconds));
        return read(wait, about);
    }

    /** One of the websockets of an operation. */
    WebSocket socket(String operation, String secret, ErrorFactory about, Runnable heard) {
        return socket(request("GET", "operations", operation, "websocket").query("secret", secret), about, heard);
    }

    /** A websocket. */
    WebSocket socket(Request request, ErrorFactory about, Runnable heard) {
        WebSocket.Opening opening = new WebSocket.Opening();
        BodyStream stream = transport.upgrade(opening.of(request), context.deadline(), about);
        if (!stream.isSuccess()) {
            try (stream) {
                throw Replies.refusal(stream.status(), stream.rest(Replies.LIMIT), about);
            }
        }
        return opening.over(stream, about, heard);
    }
}
