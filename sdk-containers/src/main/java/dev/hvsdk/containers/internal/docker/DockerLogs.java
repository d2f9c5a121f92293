/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.FollowedLog;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a container has written, as the engine keeps it. Thread-safe. */
final class DockerLogs implements ContainerLogs {
    private static final String OPERATION = "read logs";

    private final Container container;

    DockerLogs(Container container) {
        this.container = container;
    }

    @Override
    public List<LogLine> read(LogQuery query) {
        boolean terminal = hasTerminal();
        byte[] bytes = container.send(request(query), OPERATION).bytes();
        List<LogLine> lines = new ArrayList<>();
        LogLines reader = new LogLines(lines::add);
        try {
            Frames.pass(new ByteArrayInputStream(bytes), terminal, reader);
        } catch (IOException e) {
            throw container.errors(OPERATION).cause(e).hostFailure("the log broke off: " + e.getMessage());
        }
        reader.end();
        return Collections.unmodifiableList(lines);
    }

    @Override
    public FollowedLog follow(LogQuery query, Consumer<? super LogLine> listener) {
        boolean terminal = hasTerminal();
        // An engine that keeps no log says so now, and not to a thread.
        container.send(request(LogQuery.builder().tail(0).build()), OPERATION);
        return LogFollower.start(container, request(query).query("follow", "true"), terminal, listener);
    }

    private boolean hasTerminal() {
        return Json.flag(container.inspect(OPERATION), "Config", "Tty");
    }

    private Request request(LogQuery query) {
        Request request = container
                .question("logs")
                .query("stdout", "true")
                .query("stderr", "true")
                .query("timestamps", "true");
        if (query.tail().isPresent()) {
            request = request.query("tail", Integer.toString(query.tail().getAsInt()));
        }
        return query.since().isPresent()
                ? request.query("since", seconds(query.since().get()))
                : request;
    }

    private static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
