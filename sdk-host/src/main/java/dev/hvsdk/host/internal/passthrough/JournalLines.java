/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of a journal. */
final class JournalLines {
    private static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private @Nullable JsonNode begin;
    private final List<Begun> begun = new ArrayList<>();
    private @Nullable String outcome;

    private JournalLines() {}

    static String begin(String boot, String change, int steps) {
        return line("begin")
                .put("boot", boot)
                .put("change", change)
                .put("steps", steps)
                .toString();
    }

    static String step(int number, Begun before, Step step) {
        return line("step")
                .put("number", number)
                .put("attribute", before.attribute().id())
                .put("subject", before.subject())
                .put("before", before.before())
                .put("after", step.after())
                .put("path", step.path())
                .put("value", step.value())
                .toString();
    }

    static String done(int number) {
        return line("done").put("number", number).toString();
    }

    static String end(String outcome) {
        return line("end").put("outcome", outcome).toString();
    }

    private static ObjectNode line(String event) {
        return MAPPER.createObjectNode().put("format", FORMAT).put("event", event);
    }

    /** Without a last line that has no end. */
    static String whole(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /** What a journal holds; empty if not even its first line is whole. */
    static Optional<Entry> parse(String text) throws DamagedException {
        JournalLines lines = new JournalLines();
        int number = 0;
        for (String line : whole(text).split("\n")) {
            number++;
            if (!line.isEmpty()) {
                lines.add(line, number);
            }
        }
        return lines.entry();
    }

    private void add(String line, int number) throws DamagedException {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node.path("format").asInt() != FORMAT) {
                throw new DamagedException("line " + number + " is of a format that this version does not know", null);
            }
            add(node);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DamagedException("line " + number + " is damaged", e);
        }
    }

    private void add(JsonNode node) {
        switch (text(node, "event")) {
            case "begin" -> begin = node;
            case "step" ->
                begun.add(new Begun(
                        attribute(text(node, "attribute")), text(node, "subject"), textOrNull(node, "before")));
            case "end" -> outcome = text(node, "outcome");
            case "done" -> {
                // For people who look: what is there is read from the kernel.
            }
            default -> throw new IllegalArgumentException("no such event");
        }
    }

    private Optional<Entry> entry() throws DamagedException {
        if (begin == null) {
            if (!begun.isEmpty()) {
                throw new DamagedException("its first line is missing", null);
            }
            return Optional.empty();
        }
        return Optional.of(new Entry(
                text(begin, "boot"), text(begin, "change"), begin.path("steps").asInt(), begun, outcome));
    }

    private static Attribute attribute(String id) {
        return Stream.of(Attribute.values())
                .filter(attribute -> attribute.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such attribute"));
    }

    private static String text(JsonNode node, String key) {
        String text = textOrNull(node, key);
        if (text == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return text;
    }

    private static @Nullable String textOrNull(JsonNode node, String key) {
        return node.path(key).isTextual() ? node.path(key).textValue() : null;
    }

    /** It makes no sense; the message says where. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
