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
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Listens to an engine's events by one thread, and again when the connection broke: from the time of the last one on, for
 * an engine that lived on tells what was missed. What it tells twice is passed on once; what it cannot tell any more is lost.
 */
final class Watcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Watcher.class.getName());
    private static final long NANOS = 1_000_000_000L;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** The thread ends as soon as its connection does: this is for a machine that is starved. */
    private static final long ENDING_MILLIS = 1000;

    private final Client client;
    private final EventBus events;
    private final OpenState state;
    private final ErrorFactory about;
    private final EventJson reader;
    private final EventPosition position;
    private final Thread thread = new Thread(this::listen, "container-events");
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Whether something came that could not be read; used by one thread. */
    private boolean hasGap;

    private Watcher(Client client, EventBus events) {
        this.client = client;
        this.events = events;
        this.state = client.context().state();
        this.about = client.context().errors("watch events");
        this.reader = new EventJson(client.greeting().dialect().technology());
        this.position = new EventPosition(client.greeting().dialect(), engineTime());
    }

    /**
     * What happens from now on is told, though the connection is made afterwards: the engine tells what was since.
     *
     * @throws HypervisorException if the engine tells no events, as Podman does where its log of them is switched off
     */
    static void start(Client client, EventBus events) {
        Watcher watcher = new Watcher(client, events);
        watcher.client.send(watcher.position.last(), watcher.about);
        watcher.state.register(watcher);
        watcher.thread.setDaemon(true);
        watcher.thread.start();
    }

    /** The beginning by the engine's own clock: what happens while the connection is made is told, and nothing older. */
    private long engineTime() {
        JsonNode info = client.json(Request.read("info"), about);
        return Json.text(info, "SystemTime")
                .flatMap(Watcher::nanos)
                .orElseThrow(() -> about.hostFailure("the engine does not tell its time"));
    }

    private static Optional<Long> nanos(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return Optional.of(Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private void listen() {
        boolean goesOn = true;
        while (goesOn) {
            pass();
            goesOn = comesBack();
        }
    }

    /** Podman sends the head of its answer with the first event, which may never come. */
    private void pass() {
        try (BodyStream stream = client.patientStream(position.next(), about, opened -> {})) {
            pass(stream);
        } catch (HypervisorClosedException e) {
            closed.countDown();
        } catch (HypervisorException.HostFailure e) {
            hasGap = true;
            LOG.log(System.Logger.Level.WARNING, "events that cannot be read", e);
        } catch (HypervisorException e) {
            // It is told by the reconnection that follows.
            LOG.log(System.Logger.Level.DEBUG, "events broke off", e);
        }
    }

    private void pass(BodyStream stream) {
        for (Optional<byte[]> line = stream.nextLine(); line.isPresent(); line = stream.nextLine()) {
            if (line.get().length > 0) {
                pass(line.get());
            }
        }
    }

    private void pass(byte[] line) {
        try {
            JsonNode event = Json.parse(line, about);
            if (position.advance(event)) {
                reader.read(event).ifPresent(events::publish);
            }
        } catch (HypervisorException.HostFailure e) {
            LOG.log(System.Logger.Level.WARNING, "an event that cannot be read", e);
            events.publish(new HypervisorEvent.Lost(Instant.now(), 1));
        }
    }

    private boolean comesBack() {
        while (state.isOpen() && !hasClosedMeanwhile()) {
            try {
                if (!tellsAll()) {
                    events.publish(new HypervisorEvent.Lost(Instant.now(), 1));
                }
                events.publish(new HypervisorEvent.Reconnected(Instant.now()));
                return true;
            } catch (HypervisorClosedException e) {
                return false;
            } catch (HypervisorException e) {
                // It is asked again until it answers, or the connection is closed.
                LOG.log(System.Logger.Level.DEBUG, "no events yet", e);
            }
        }
        return false;
    }

    /** Whether nothing is missing between what was heard and what will be; of a gap nobody knows how large it is. */
    private boolean tellsAll() {
        long now = engineTime();
        if (hasGap || position.isAfter(now)) {
            client.send(position.last(), about);
            position.restart(now);
            hasGap = false;
            return false;
        }
        return stillTellsTheLast();
    }

    private boolean stillTellsTheLast() {
        boolean found = false;
        try (BodyStream stream = client.stream(position.last(), about)) {
            for (Optional<byte[]> line = stream.nextLine(); line.isPresent() && !found; line = stream.nextLine()) {
                found = line.get().length > 0 && position.isLast(Json.parse(line.get(), about));
            }
        }
        return found || (position.isUnproved() && client.greeting().dialect() == Dialect.PODMAN);
    }

    private boolean hasClosedMeanwhile() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Its connection is closed before: then the thread ends, and gives the descriptor back. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(ENDING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
