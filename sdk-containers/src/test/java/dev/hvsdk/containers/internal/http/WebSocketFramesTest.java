/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames by the examples and the rules of RFC 6455, section 5, and what is none. */
class WebSocketFramesTest {
    private static final int LIMIT = 1000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private WebSocketFrames frames(byte[] received) {
        return new WebSocketFrames(new ByteArrayInputStream(received), sent, LIMIT, () -> {});
    }

    private WebSocketFrames frames(String hex) {
        return frames(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String next(WebSocketFrames frames) throws IOException {
        return frames.next().orElseThrow().string();
    }

    @Test
    void readsTheExamplesOfTheStandard() throws IOException {
        WebSocketFrames frames = frames("8105 48656c6c6f 0103 48656c 8002 6c6f 8205 48656c6c6f");

        assertThat(next(frames)).isEqualTo("Hello");
        assertThat(next(frames)).isEqualTo("Hello");
        Optional<WebSocketMessage> binary = frames.next();
        assertThat(binary).hasValueSatisfying(message -> {
            assertThat(message.isText()).isFalse();
            assertThat(message.string()).isEqualTo("Hello");
        });
    }

    @Test
    void anEmptyTextIsAMessage() throws IOException {
        Optional<WebSocketMessage> empty = frames("8100").next();

        assertThat(empty).hasValueSatisfying(message -> {
            assertThat(message.isText()).isTrue();
            assertThat(message.data()).isEmpty();
        });
    }

    @Test
    void answersPingsEvenWithinAMessage() throws IOException {
        AtomicInteger heard = new AtomicInteger();
        WebSocketFrames frames = new WebSocketFrames(
                new ByteArrayInputStream(
                        HexFormat.of().parseHex("0103" + "48656c" + "8902" + "6162" + "8002" + "6c6f")),
                sent,
                LIMIT,
                heard::incrementAndGet);

        assertThat(next(frames)).isEqualTo("Hello");
        assertThat(heard).hasValue(3);
        assertThat(unmasked(sent.toByteArray())).isEqualTo("8a02 ab");
    }

    @Test
    void whoHasGoneIsReadToTheEnd() throws IOException {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        byte[] received = HexFormat.of().parseHex("8900" + "810161" + "880203e8");
        WebSocketFrames frames = new WebSocketFrames(new ByteArrayInputStream(received), broken, LIMIT, () -> {});

        assertThat(next(frames)).isEqualTo("a");
        assertThat(frames.next()).isEmpty();
    }

    @Test
    void aPongThatNobodyAskedForIsPassedOver() throws IOException {
        assertThat(next(frames("8a00 8101 61"))).isEqualTo("a");
    }

    /** The head and, as text, the content of one short frame; what is sent has to be masked. */
    private static String unmasked(byte[] frame) {
        assertThat(frame[1] & 0x80).as("mask").isEqualTo(0x80);
        int length = frame[1] & 0x7f;
        assertThat(frame).hasSize(6 + length);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (frame[6 + i] ^ frame[2 + i % 4]);
        }
        return "%02x%02x %s".formatted(frame[0] & 0xff, length, new String(content, StandardCharsets.UTF_8));
    }

    @Test
    void whatIsSentIsMaskedEachTimeAnew() throws IOException {
        WebSocketFrames frames = frames("");
        for (int i = 0; i < 8; i++) {
            frames.sendText("Hello");
        }

        byte[] all = sent.toByteArray();
        List<String> each = Stream.iterate(0, from -> from < all.length, from -> from + 11)
                .map(from -> HexFormat.of().formatHex(all, from, from + 11))
                .toList();
        assertThat(unmasked(Arrays.copyOf(all, 11))).isEqualTo("8105 Hello");
        assertThat(each).hasSize(8).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536, 100_000})
    void lengthsAreWrittenAsTheyAreRead(int length) throws IOException {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        frames("").sendBinary(data, 0, length);

        byte[] frame = sent.toByteArray();
        int head = length < 126 ? 2 : length < 65536 ? 4 : 10;
        byte[] mask = Arrays.copyOfRange(frame, head, head + 4);
        byte[] back = Arrays.copyOfRange(frame, head + 4, frame.length);
        for (int i = 0; i < back.length; i++) {
            back[i] ^= mask[i % 4];
        }
        frame[1] &= 0x7f;
        byte[] plain = concatenated(Arrays.copyOf(frame, head), back);
        WebSocketFrames reader = new WebSocketFrames(new ByteArrayInputStream(plain), sent, 100_000, () -> {});

        assertThat(reader.next().orElseThrow().data()).isEqualTo(data);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void aCloseIsAnsweredWithItsCodeAndIsTheEnd() throws IOException {
        WebSocketFrames frames = frames("8805 03e8 627965");

        assertThat(frames.next()).isEmpty();
        assertThat(HexFormat.of().formatHex(sent.toByteArray()))
                .startsWith("8882")
                .hasSize(16);
        frames.sendText("after the end");
        frames.sendClose();
        assertThat(sent.size()).isEqualTo(8);
    }

    @Test
    void aCloseIsSentOnce() throws IOException {
        WebSocketFrames frames = frames("8802 03e8");
        frames.sendClose();

        assertThat(frames.next()).isEmpty();
        assertThat(sent.size()).isEqualTo(8);
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                argumentSet("a mask", "8185 00000000 48656c6c6f"),
                argumentSet("an extension", "c100"),
                argumentSet("an unknown kind of message", "8300"),
                argumentSet("an unknown kind of control", "8b00"),
                argumentSet("a ping in parts", "0900"),
                argumentSet("a ping that is too long", "897e 007e"),
                argumentSet("a part of nothing", "8000"),
                argumentSet("a message within another", "0101 61 8101 62"),
                argumentSet("a length in too many bytes", "817e 0001 61"),
                argumentSet("a length in far too many bytes", "817f 0000000000000001 61"),
                argumentSet("a negative length", "827f 8000000000000000"),
                argumentSet("text that is none", "8102 c328"),
                argumentSet("text that breaks off", "8101 c3"),
                argumentSet("half a code", "8801 03"),
                argumentSet("a reason that is no text", "8804 03e8 c328"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void refusesWhatIsAgainstTheProtocol(String hex) {
        WebSocketFrames frames = frames(hex);

        assertThatThrownBy(() -> {
                    while (frames.next().isPresent()) {
                        // Until it is refused.
                    }
                })
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aCharacterMayBeInTwoParts() throws IOException {
        assertThat(next(frames("0101 c3 8001 a9"))).isEqualTo("é");
    }

    static Stream<Arguments> tooLong() {
        return Stream.of(
                argumentSet("one frame", "827e 03e9"),
                argumentSet("a promise of exabytes", "827f 7fffffffffffffff"),
                argumentSet("many parts", "027e 03e8" + "00".repeat(1000) + "8001 00"));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void refusesMessagesThatAreTooLong(String hex) {
        assertThatThrownBy(() -> frames(hex).next()).isInstanceOf(TooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81", "8105", "8105 4865", "817e 00", "0101 61"})
    void anEndWithoutACloseIsNoMessage(String hex) {
        assertThatThrownBy(() -> frames(hex).next()).isInstanceOf(EOFException.class);
    }

    @Test
    void noiseIsRefusedOrReadAndNeverSomethingElse() {
        Random random = new Random(6455);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            assertThatCode(() -> drain(noise))
                    .as(HexFormat.of().formatHex(noise))
                    .doesNotThrowAnyException();
        }
    }

    private void drain(byte[] noise) {
        WebSocketFrames frames = frames(noise);
        try {
            while (frames.next().isPresent()) {
                sent.reset();
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(ProtocolException.class, EOFException.class, TooLargeException.class);
        }
    }

    @Test
    void theAnswerToTheKeyIsThatOfTheStandard() {
        assertThat(new WebSocket.Opening("dGhlIHNhbXBsZSBub25jZQ==").answer())
                .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
