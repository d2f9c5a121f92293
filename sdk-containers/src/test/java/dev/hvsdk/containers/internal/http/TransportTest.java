/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("test").operation("ask");
    private static final Request ASK = Request.read("containers", "json");
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final OpenState state = OpenState.of("the test");

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        state.close();
    }

    private CannedServer server(String answer, boolean hangsUp) throws IOException {
        return new CannedServer(directory.resolve("s"), answer, hangsUp);
    }

    private Answer send(CannedServer server, Duration within) {
        return Transport.of(server.dialer(), state, 1000).send(ASK, Deadline.after(within), ABOUT);
    }

    private static String whole(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void readsAnAnswer() throws IOException {
        try (CannedServer server = server(whole("[1, 2]"), false)) {
            assertThat(send(server, AMPLE).json(ABOUT)).hasSize(2);
        }
    }

    @Test
    void doesNotWaitForTheBodyOfAnAnswerThatHasNone() throws IOException {
        try (CannedServer server = server("HTTP/1.1 204 No Content\r\n\r\n", false)) {
            assertThat(send(server, AMPLE).status()).isEqualTo(204);
        }
    }

    @Test
    void refusesAGiantAnswer() throws IOException {
        try (CannedServer server = server(whole("x".repeat(1001)), false)) {
            assertThatThrownBy(() -> send(server, AMPLE))
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining("more than 1000 bytes");
        }
    }

    @Test
    void refusesAHalfWrittenAnswer() throws IOException {
        try (CannedServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,", true)) {
            assertThatThrownBy(() -> send(server, AMPLE))
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining("broke off");
        }
    }

    @Test
    void refusesMalformedJson() throws IOException {
        try (CannedServer server = server(whole("[1, {"), false)) {
            assertThatThrownBy(() -> send(server, AMPLE).json(ABOUT))
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining("not JSON");
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        try (CannedServer server = server("SSH-2.0-OpenSSH_9.2\r\n".repeat(2000), true)) {
            assertThatThrownBy(() -> send(server, AMPLE)).isInstanceOf(HypervisorException.class);
        }
    }

    @Test
    void endsAtTheDeadlineThoughBytesWereComing() throws IOException {
        try (CannedServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,", false)) {
            assertThatThrownBy(() -> send(server, Duration.ofMillis(50)))
                    .isInstanceOf(HypervisorException.TimedOut.class)
                    .hasMessageContaining("within 50 ms");
        }
    }

    @Test
    void aCloseEndsARequestThatWaits() throws Exception {
        try (CannedServer server = server("", false)) {
            CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(() -> send(server, AMPLE));
            state.close();
            assertThat(asked)
                    .failsWithin(AMPLE)
                    .withThrowableThat()
                    .withCauseInstanceOf(HypervisorClosedException.class);
        }
    }

    @Test
    void aCloseEndsAStreamThatIsIdle() throws IOException {
        try (CannedServer server = server("HTTP/1.1 200 OK\r\n\r\none\n", false)) {
            BodyStream stream = Transport.of(server.dialer(), state).stream(ASK, Deadline.after(AMPLE), ABOUT);
            assertThat(stream.nextLine())
                    .hasValueSatisfying(line ->
                            assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo("one"));
            CompletableFuture<Optional<byte[]>> next = CompletableFuture.supplyAsync(stream::nextLine);
            stream.close();
            assertThat(next).succeedsWithin(AMPLE).isEqualTo(Optional.empty());
        }
    }

    @Test
    void handsAConnectionOver() throws IOException {
        String upgraded = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello\n";
        try (CannedServer server = server(upgraded, false);
                BodyStream raw = Transport.of(server.dialer(), state).upgrade(ASK, Deadline.after(AMPLE), ABOUT)) {
            assertThat(raw.nextLine())
                    .hasValueSatisfying(line -> assertThat(line).hasSize(5));
        }
    }

    @Test
    void namesCannotLeaveTheirPartOfThePath() {
        assertThat(Request.read("containers", "a;touch /tmp/x", "json"))
                .hasToString("GET /containers/a%3Btouch%20%2Ftmp%2Fx/json");
        assertThat(Request.read("containers", "../../x")).hasToString("GET /containers/..%2F..%2Fx");
        assertThatThrownBy(() -> Request.read("containers", "..")).isInstanceOf(IllegalArgumentException.class);
    }
}
