/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Listens to an engine's events by one thread, and again when the connection broke: from the time of the last one on, for
 * an engine that lived on tells what was missed. What it tells twice is passed on once.
 */
final class Watcher implements AutoCloseable {
    private static final long NANOS = 1_000_000_000L;
    private static final int REMEMBERED = 4096;
    private static final Duration ENDLESS = Duration.ofDays(36500);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Client client;
    private final EventBus events;
    private final OpenState state;
    private final ErrorFactory about;
    private final EventJson reader;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The engine's time of the last event; used by one thread, which is started after it was set. */
    private long last;

    private Watcher(Client client, EventBus events) {
        this.client = client;
        this.events = events;
        this.state = client.context().state();
        this.about = client.context().errors("watch events");
        this.reader = new EventJson(client.greeting().dialect().technology());
    }

    /** What happens from now on is told, though the connection is made afterwards: the engine tells what was since. */
    static void start(Client client, EventBus events) {
        Watcher watcher = new Watcher(client, events);
        watcher.last = watcher.engineTime();
        client.context().state().register(watcher);
        Thread thread = new Thread(watcher::listen, "container-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** The beginning by the engine's own clock: what happens while the connection is made is told, and nothing older. */
    private long engineTime() {
        JsonNode info = client.json(Request.read("info"), about);
        return Json.text(info, "SystemTime")
                .map(text -> OffsetDateTime.parse(text).toInstant())
                .map(time -> time.getEpochSecond() * NANOS + time.getNano())
                .orElseThrow(() -> about.hostFailure("the engine does not tell its time"));
    }

    /** Podman sends the head of its answer with the first event, which may never come. */
    private BodyStream connect() {
        String since = String.format(Locale.ROOT, "%d.%09d", last / NANOS, last % NANOS);
        Request request = Request.read("events").query("since", since).query("filters", "{\"type\":[\"container\"]}");
        return client.stream(request, Deadline.after(ENDLESS), about);
    }

    private void listen() {
        boolean goesOn = true;
        while (goesOn) {
            pass();
            goesOn = answersAgain();
        }
    }

    private void pass() {
        try (BodyStream stream = connect()) {
            pass(stream);
        } catch (HypervisorClosedException e) {
            closed.countDown();
        } catch (HypervisorException e) {
            // It is told by the reconnection that follows.
            System.getLogger(Watcher.class.getName()).log(System.Logger.Level.DEBUG, "events broke off", e);
        }
    }

    private void pass(BodyStream stream) {
        for (Optional<byte[]> line = stream.nextLine(); line.isPresent(); line = stream.nextLine()) {
            if (line.get().length > 0) {
                pass(Json.parse(line.get(), about));
            }
        }
    }

    private void pass(JsonNode event) {
        long time = EventJson.nanos(event);
        if (time < last && seen.isEmpty()) {
            return;
        }
        if (seen.put(EventJson.key(event), Boolean.TRUE) == null) {
            last = Math.max(last, time);
            reader.read(event).ifPresent(events::publish);
        }
    }

    private boolean answersAgain() {
        while (state.isOpen() && !hasClosedMeanwhile()) {
            try {
                client.send(Request.read("version"), about);
                events.publish(new HypervisorEvent.Reconnected(Instant.now()));
                return true;
            } catch (HypervisorClosedException e) {
                return false;
            } catch (HypervisorException e) {
                // It is asked again until it answers, or the connection is closed.
            }
        }
        return false;
    }

    private boolean hasClosedMeanwhile() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
