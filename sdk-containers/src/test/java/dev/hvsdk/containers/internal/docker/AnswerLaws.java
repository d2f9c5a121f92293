/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** What holds for all bytes that an engine may send: they are read, or refused by the one type of error that is meant for it. */
final class AnswerLaws {
    private static final ErrorFactory ABOUT = ErrorFactory.of("docker").operation("read");

    private AnswerLaws() {}

    /** The first byte says as what the others are read; true if they were. */
    static boolean hold(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        return (input[0] & 1) == 0 ? frames(rest, (input[0] & 2) != 0) : json(rest);
    }

    private static boolean frames(byte[] bytes, boolean terminal) {
        AtomicLong given = new AtomicLong();
        LogLines lines =
                new LogLines(line -> given.addAndGet(Math.max(1, line.text().length())));
        boolean whole = true;
        try {
            Frames.pass(new ByteArrayInputStream(bytes), terminal, lines);
        } catch (EOFException e) {
            whole = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.end();
        if (given.get() > bytes.length) {
            throw new AssertionError("more is given than there was: " + given + " of " + bytes.length);
        }
        return whole;
    }

    private static boolean json(byte[] bytes) {
        if (!isReadOrRefused(() -> Json.parse(bytes, ABOUT))) {
            return false;
        }
        JsonNode json = Json.parse(bytes, ABOUT);
        event(json);
        isReadOrRefused(() -> Refusals.of(500, bytes, ABOUT));
        boolean listed =
                isReadOrRefused(() -> Shape.read(json, ABOUT, node -> ContainerJson.listed(node, Technology.DOCKER)));
        boolean inspected = isReadOrRefused(
                () -> Shape.read(json, ABOUT, node -> ContainerJson.inspected(node, Technology.DOCKER)));
        return listed || inspected || EventJson.nanos(json) != 0;
    }

    private static void event(JsonNode json) {
        EventPosition position = new EventPosition(Dialect.DOCKER, 0);
        if (position.advance(json)) {
            new EventJson(Technology.DOCKER).read(json);
            requireHeard(position, json);
        }
    }

    private static boolean isReadOrRefused(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (HypervisorException.HostFailure e) {
            return false;
        }
    }

    private static void requireHeard(EventPosition position, JsonNode event) {
        if (position.advance(event)) {
            throw new AssertionError("an event was new twice: " + event);
        }
    }
}
