/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.containers.LogLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private FramesTest piece(int stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sent.writeBytes(ByteBuffer.allocate(8)
                .put((byte) stream)
                .putInt(4, bytes.length)
                .array());
        sent.writeBytes(bytes);
        return this;
    }

    private List<LogLine> lines(boolean terminal) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        LogLines reader = new LogLines(lines::add);
        Frames.pass(new ByteArrayInputStream(sent.toByteArray()), terminal, reader);
        reader.end();
        return lines;
    }

    @Test
    void linesAreToldByTheirStreams() throws IOException {
        List<LogLine> lines = piece(1, "one\n").piece(2, "two\n").lines(false);

        assertThat(lines).extracting(LogLine::text).containsExactly("one", "two");
        assertThat(lines).extracting(LogLine::isError).containsExactly(false, true);
    }

    @Test
    void aLineIsPutTogetherOfPieces() throws IOException {
        assertThat(piece(1, "on").piece(2, "two\n").piece(1, "e\n\nthree").lines(false))
                .extracting(LogLine::text)
                .containsExactly("two", "one", "", "three");
    }

    @Test
    void aTerminalHasOneStreamAndCarriageReturns() throws IOException {
        sent.writeBytes("one\r\ntwo".getBytes(StandardCharsets.UTF_8));

        assertThat(lines(true)).extracting(LogLine::text).containsExactly("one", "two");
    }

    @Test
    void aLineHasItsTimeOfEitherEngine() throws IOException {
        List<LogLine> lines = piece(1, "2026-11-28T16:00:00.000000001Z docker says\n")
                .piece(1, "2026-11-28T17:00:00+01:00 podman\n2026-11-28T16:00:00Z \nno time\n")
                .lines(false);

        assertThat(lines).extracting(LogLine::text).containsExactly("docker says", "podman", "", "no time");
        assertThat(lines.get(0).time()).contains(Instant.parse("2026-11-28T16:00:00.000000001Z"));
        assertThat(lines.get(1).time()).contains(Instant.parse("2026-11-28T16:00:00Z"));
        assertThat(lines.get(3).time()).isEmpty();
    }

    @Test
    void aLineWithoutAnEndIsGivenInParts() throws IOException {
        assertThat(piece(1, "x".repeat(3_000_000)).lines(false))
                .extracting(line -> line.text().length())
                .containsExactly(1024 * 1024, 1024 * 1024, 3_000_000 - 2 * 1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 11})
    void aStreamThatEndsInTheMiddleOfAPieceIsBroken(int length) {
        piece(1, "hello");
        byte[] cut = Arrays.copyOf(sent.toByteArray(), length);

        assertThatThrownBy(() -> Frames.pass(new ByteArrayInputStream(cut), false, (isError, buffer, count) -> {}))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aGiantLengthTakesNoMemory() {
        sent.writeBytes(new byte[] {1, 0, 0, 0, -1, -1, -1, -1, 'x'});

        assertThatThrownBy(() -> lines(false)).isInstanceOf(EOFException.class);
    }

    @Test
    void keepsTheBeginningUpToALimit() {
        Frames.Kept kept = new Frames.Kept(5);
        kept.add("abcd".getBytes(StandardCharsets.UTF_8), 3);
        assertThat(kept.isTruncated()).isFalse();

        kept.add("defg".getBytes(StandardCharsets.UTF_8), 4);

        assertThat(kept.bytes()).isEqualTo("abcde".getBytes(StandardCharsets.UTF_8));
        kept.add("h".getBytes(StandardCharsets.UTF_8), 1);
        assertThat(kept.isTruncated()).isTrue();
    }
}
