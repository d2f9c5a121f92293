/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.WebSocket;
import dev.hvsdk.containers.internal.http.WebSocketMessage;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command that runs in an instance, each of its streams a websocket: LXD's doc/rest-api.md. An empty text ends a stream. Not
 * thread-safe: for one run.
 */
final class ExecRun {
    private static final String INPUT = "0";
    private static final String OUTPUT = "1";
    private static final String ERROR = "2";
    private static final String CONTROL = "control";
    private static final int PIECE = 64 * 1024;
    private static final String KILL = "{\"command\":\"signal\",\"signal\":9}";

    private final Instance instance;
    private final Client client;
    private final ErrorFactory about;
    private final Map<String, WebSocket> sockets = new LinkedHashMap<>();

    ExecRun(Instance instance, ErrorFactory about) {
        this.instance = instance;
        this.client = instance.client();
        this.about = about;
    }

    ExecResult run(JsonNode body, ExecSpec spec, OperationSource<?> source) {
        JsonNode begun = client.begin(instance.request("POST", "exec").json(body), about);
        String operation =
                Json.text(begun, "id").orElseThrow(() -> about.hostFailure("the daemon gave no id of the command"));
        Collected output = new Collected(spec.outputLimit().toBytes());
        Collected error = new Collected(spec.outputLimit().toBytes());
        try {
            // The command begins when all of them are there.
            connect(operation, Json.at(begun, "metadata", "fds"));
            source.onCancel(this::kill);
            StreamReader reader = StreamReader.start(socket(ERROR), error);
            feed(spec.input());
            StreamReader.read(socket(OUTPUT), output);
            reader.await();
            refuseIfCancelled();
            JsonNode ended = client.await(operation, about, look -> {});
            return ExecResult.of(
                    LxdExec.exitCode(ended, about),
                    output.bytes(),
                    error.bytes(),
                    output.isTruncated() || error.isTruncated());
        } finally {
            sockets.values().forEach(WebSocket::close);
        }
    }

    private void connect(String operation, JsonNode secrets) {
        for (String name : new String[] {OUTPUT, ERROR, CONTROL, INPUT}) {
            String secret = Json.text(secrets, name)
                    .orElseThrow(() -> about.hostFailure("the daemon gave no stream " + name + " of the command"));
            sockets.put(name, client.socket(operation, secret, about, () -> {}));
        }
    }

    private WebSocket socket(String name) {
        return Optional.ofNullable(sockets.get(name)).orElseThrow();
    }

    /** It alone: what it has started is its own affair. */
    private boolean kill() {
        try {
            socket(CONTROL).sendText(KILL);
        } catch (IOException e) {
            System.getLogger(ExecRun.class.getName()).log(System.Logger.Level.DEBUG, "ending a command", e);
        }
        socket(OUTPUT).close();
        socket(ERROR).close();
        return true;
    }

    private void refuseIfCancelled() {
        if (socket(OUTPUT).isClosed()) {
            throw about.asTransient().unreachable("the connection was closed while the command ran");
        }
    }

    /** By another thread: a command that writes while it reads would wait for us, and we for it. */
    private void feed(byte[] input) {
        WebSocket socket = socket(INPUT);
        Thread thread = new Thread(() -> write(input, socket), "lxd-exec-input");
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(byte[] input, WebSocket socket) {
        try {
            for (int from = 0; from < input.length; from += PIECE) {
                socket.sendBinary(input, from, Math.min(PIECE, input.length - from));
            }
            socket.sendText("");
        } catch (IOException e) {
            // A command need not read all that it is given, and its end is told by the other streams.
            System.getLogger(ExecRun.class.getName()).log(System.Logger.Level.DEBUG, "input of a command", e);
        }
    }

    /** Takes in one stream, by a thread of its own where another has to be read at the same time. */
    private static final class StreamReader {
        private final WebSocket socket;
        private final Collected target;
        private final Thread thread;
        private volatile @Nullable RuntimeException failure;

        private StreamReader(WebSocket socket, Collected target) {
            this.socket = socket;
            this.target = target;
            this.thread = new Thread(this::read, "lxd-exec-output");
        }

        static StreamReader start(WebSocket socket, Collected target) {
            StreamReader reader = new StreamReader(socket, target);
            reader.thread.setDaemon(true);
            reader.thread.start();
            return reader;
        }

        private void read() {
            try {
                read(socket, target);
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        static void read(WebSocket socket, Collected target) {
            Optional<WebSocketMessage> message = socket.next();
            while (message.isPresent() && !isEnd(message.get())) {
                target.add(message.get().data());
                message = socket.next();
            }
        }

        private static boolean isEnd(WebSocketMessage message) {
            return message.isText() && message.data().length == 0;
        }

        void await() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                socket.close();
            }
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
    }
}
