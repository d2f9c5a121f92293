/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.containers.internal.http.BodyStream;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** One command that runs in a container. Not thread-safe: for one run. */
final class ExecRun {
    /** Between the end of the streams and the moment at which the engine knows the code. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Client client;
    private final ErrorFactory about;
    private final String id;

    ExecRun(Client client, ErrorFactory about, String id) {
        this.client = client;
        this.about = about;
        this.id = id;
    }

    ExecResult run(ExecSpec spec, OperationSource<?> source) {
        Frames.Kept output = new Frames.Kept(spec.outputLimit().toBytes());
        Frames.Kept error = new Frames.Kept(spec.outputLimit().toBytes());
        try (BodyStream stream = start()) {
            // The engines have no request that ends a command: it loses its streams.
            source.onCancel(() -> end(stream));
            feed(spec.input(), stream);
            Frames.pass(
                    stream.input(), false, (isError, buffer, count) -> (isError ? error : output).add(buffer, count));
            refuseIfCancelled(stream);
        } catch (IOException e) {
            throw about.cause(e).asTransient().unreachable("the connection broke while the command ran");
        }
        JsonNode ended = awaitEnd();
        refuseIfNeverStarted(ended, output, error);
        int code = Shape.read(
                ended,
                about,
                json -> Math.toIntExact(Json.number(json, "ExitCode").orElse(0)));
        return ExecResult.of(code, output.bytes(), error.bytes(), output.isTruncated() || error.isTruncated());
    }

    private static boolean end(BodyStream stream) {
        stream.close();
        return true;
    }

    private BodyStream start() {
        try {
            return client.upgrade(DockerExec.start(id), about);
        } catch (HypervisorException e) {
            throw isMissing(String.valueOf(e.getMessage())) ? missing(e.detail()) : e;
        }
    }

    private void refuseIfCancelled(BodyStream stream) {
        if (stream.isClosed()) {
            throw about.asTransient().unreachable("the connection was closed while the command ran");
        }
    }

    /** By another thread: a command that writes while it reads would wait for us, and we for it. */
    private static void feed(byte[] input, BodyStream stream) {
        if (input.length > 0) {
            Thread thread = new Thread(() -> write(input, stream), "container-exec-input");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void write(byte[] input, BodyStream stream) {
        try (OutputStream out = stream.output()) {
            out.write(input);
        } catch (IOException e) {
            // A command need not read all that it is given, and its end is told by the other direction.
            System.getLogger(ExecRun.class.getName()).log(System.Logger.Level.DEBUG, "input of a command", e);
        }
    }

    private JsonNode awaitEnd() {
        Deadline deadline = client.context().deadline();
        JsonNode json = client.json(Request.read("exec", id, "json"), about);
        while (Json.flag(json, "Running")) {
            if (deadline.isPassed()) {
                throw about.asTransient().timedOut("the command closed its output, and runs on");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            json = client.json(Request.read("exec", id, "json"), about);
        }
        return json;
    }

    /**
     * A command that was never a process has the runtime's message for its output (Docker) or error (Podman), and a code such as
     * a shell's. Podman forgets the process of each command that has ended, so that the message has to do.
     */
    private void refuseIfNeverStarted(JsonNode ended, Frames.Kept output, Frames.Kept error) {
        boolean hadProcess = Json.number(ended, "Pid").orElse(0) > 0;
        boolean isCodeOfShell = Json.number(ended, "ExitCode").orElse(0) >= 125;
        String text = (text(output) + text(error)).strip();
        if (!hadProcess && isCodeOfShell && isOfRuntime(text)) {
            throw isMissing(text) ? missing(text) : about.hostFailure(text);
        }
    }

    private static String text(Frames.Kept stream) {
        return new String(stream.bytes(), StandardCharsets.UTF_8);
    }

    private static boolean isOfRuntime(String text) {
        return text.startsWith("OCI runtime exec failed") || (text.startsWith("Error: ") && text.contains(": OCI "));
    }

    private static boolean isMissing(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("no such file or directory") || lower.contains("executable file not found");
    }

    private HypervisorException missing(String text) {
        return about.notFound(text);
    }
}
