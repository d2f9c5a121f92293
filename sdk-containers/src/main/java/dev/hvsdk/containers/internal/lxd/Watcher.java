/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.containers.internal.http.WebSocket;
import dev.hvsdk.containers.internal.http.WebSocketMessage;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Listens to a daemon's events by one thread, and again when the connection broke. The daemon keeps none of them: what was missed
 * meanwhile is told by the {@code Reconnected} only.
 */
final class Watcher implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** How long a first sign of life is waited for, which daemons since LXD 4.0 give once they have entered the listener. */
    private static final Duration ENTERED = Duration.ofSeconds(1);

    private final Client client;
    private final EventBus events;
    private final OpenState state;
    private final ErrorFactory about;
    private final CountDownLatch heard = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Watcher(Client client, EventBus events) {
        this.client = client;
        this.events = events;
        this.state = client.context().state();
        this.about = client.context().errors("watch events");
    }

    /** What happens from now on is told. */
    static void start(Client client, EventBus events) {
        Watcher watcher = new Watcher(client, events);
        WebSocket socket = watcher.connect();
        watcher.state.register(watcher);
        Thread thread = new Thread(() -> watcher.listen(socket), "lxd-events");
        thread.setDaemon(true);
        thread.start();
        watcher.awaitEntered();
    }

    private void awaitEntered() {
        try {
            // Without one, the answer to the request has to do.
            boolean ignored = heard.await(ENTERED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WebSocket connect() {
        Request request = client.request("GET", "events").query("type", "lifecycle");
        return client.socket(request, about, heard::countDown);
    }

    private void listen(WebSocket first) {
        Optional<WebSocket> socket = Optional.of(first);
        while (socket.isPresent()) {
            pass(socket.get());
            socket = again();
        }
    }

    private void pass(WebSocket socket) {
        try (socket) {
            for (Optional<WebSocketMessage> message = socket.next(); message.isPresent(); message = socket.next()) {
                JsonNode event = Json.parse(message.get().data(), about);
                EventJson.read(event, client.project(), client.greeting().dialect())
                        .forEach(events::publish);
            }
        } catch (HypervisorException e) {
            // It is told by the reconnection that follows.
            System.getLogger(Watcher.class.getName()).log(System.Logger.Level.DEBUG, "events broke off", e);
        }
    }

    private Optional<WebSocket> again() {
        while (state.isOpen() && !hasClosedMeanwhile()) {
            try {
                WebSocket socket = connect();
                events.publish(new HypervisorEvent.Reconnected(Instant.now()));
                return Optional.of(socket);
            } catch (HypervisorClosedException e) {
                return Optional.empty();
            } catch (HypervisorException e) {
                // It is asked again until it answers, or the connection is closed.
            }
        }
        return Optional.empty();
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
