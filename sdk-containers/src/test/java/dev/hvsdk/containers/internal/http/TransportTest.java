/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportTest {
    private static final int LIMIT = 1000;
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final ErrorFactory ABOUT = ErrorFactory.of("test").operation("ask");
    private static final Request QUESTION = Request.read("question");

    @TempDir
    private Path directory;

    private final OpenState state = OpenState.of("test");
    private final List<UnixServer> servers = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        state.close();
        for (UnixServer server : servers) {
            server.close();
        }
    }

    private UnixServer server(UnixServer.Behaviour behaviour) throws IOException {
        UnixServer server = UnixServer.at(directory.resolve("s"), behaviour);
        servers.add(server);
        return server;
    }

    private Transport transport() {
        return Transport.of(new UnixDialer(directory.resolve("s")), state, LIMIT);
    }

    private Transport transport(UnixServer.Behaviour behaviour) throws IOException {
        server(behaviour);
        return transport();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMinutes(1));
    }

    private static Deadline now() {
        return Deadline.after(Duration.ofMillis(100));
    }

    private static Answer ask(Transport transport) {
        return transport.send(QUESTION, soon(), ABOUT);
    }

    private static String withLength(String body) {
        return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static Stream<Arguments> wholeAnswers() {
        return Stream.of(
                argumentSet("of a length", withLength("hello")),
                argumentSet("in chunks", OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("wholeAnswers")
    void readsWholeAnswers(String text) throws IOException {
        assertThat(ask(transport(UnixServer.answering(text))).text()).isEqualTo("hello");
    }

    @Test
    void answersWithoutABodyEndWithTheirHead() throws IOException {
        Answer answer = ask(transport(UnixServer.answering("HTTP/1.1 204 No Content\r\n\r\n")));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    void givesAnswersOfAnyStatus() throws IOException {
        Answer answer = ask(transport(UnixServer.answering("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\ngone")));

        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.text()).isEqualTo("gone");
    }

    private static Stream<Arguments> badAnswers() {
        return Stream.of(
                argumentSet("a giant by its length", withLength("x".repeat(LIMIT + 1))),
                argumentSet(
                        "a giant in chunks",
                        OK + "Transfer-Encoding: chunked\r\n\r\n" + ("64\r\n" + "x".repeat(100) + "\r\n").repeat(11)),
                argumentSet("half of a body", OK + "Content-Length: 100\r\n\r\nhalf"),
                argumentSet("half of a chunk", OK + "Transfer-Encoding: chunked\r\n\r\n64\r\nhalf"),
                argumentSet("no last chunk", OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
                argumentSet("a chunk of no length", OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n"),
                argumentSet("half of a head", OK + "Content-Le"),
                argumentSet("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n"),
                argumentSet("a length that is none", OK + "Content-Length: many\r\n\r\n"),
                argumentSet("a head of a giant line", OK + "X: " + "x".repeat(200_000) + "\r\n\r\n"),
                argumentSet("a head of many lines", OK + "X: y\r\n".repeat(10_000) + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void badAnswersAreFailuresOfTheHost(String text) throws IOException {
        Transport transport = transport(UnixServer.breakingOffAfter(text));

        assertThatThrownBy(() -> ask(transport)).isInstanceOf(HypervisorException.HostFailure.class);
    }

    private static Stream<Arguments> badJson() {
        return Stream.of(
                argumentSet("half", "{\"a\": [1, "),
                argumentSet("two values", "{} {}"),
                argumentSet("a page", "<html></html>"),
                argumentSet("too deep", "[".repeat(1200)));
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void malformedJsonIsAFailureOfTheHost(String body) throws IOException {
        server(UnixServer.answering(withLength(body)));
        Answer answer = ask(Transport.of(new UnixDialer(directory.resolve("s")), state));

        assertThatThrownBy(() -> answer.json(ABOUT))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("not JSON");
    }

    @Test
    void aSilentEngineIsTimedOut() throws IOException {
        Transport transport = transport(UnixServer.answering(""));

        assertThatThrownBy(() -> transport.send(QUESTION, now(), ABOUT))
                .isInstanceOf(HypervisorException.TimedOut.class);
    }

    @Test
    void anAnswerThatTricklesForEverIsTimedOut() throws IOException {
        Transport transport = transport((request, out) -> {
            out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            while (true) {
                // Ends with the connection.
                out.write("0".getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThatThrownBy(() -> transport.send(QUESTION, now(), ABOUT)).isInstanceOf(HypervisorException.class);
    }

    @Test
    void aSocketThatIsNotThereIsUnreachable() {
        assertThatThrownBy(() -> ask(transport())).isInstanceOf(HypervisorException.Unreachable.class);
    }

    @Test
    void anEngineThatHangsUpIsUnreachable() throws IOException {
        Transport transport = transport(UnixServer.breakingOffAfter(""));

        assertThatThrownBy(() -> ask(transport)).isInstanceOf(HypervisorException.Unreachable.class);
    }

    @Test
    void aFileThatIsNoSocketIsUnreachable() throws IOException {
        Files.writeString(directory.resolve("s"), "no socket");

        assertThatThrownBy(() -> ask(transport())).isInstanceOf(HypervisorException.Unreachable.class);
    }

    @Test
    void questionsShareAConnection() throws IOException {
        UnixServer server = server(UnixServer.answering(withLength("hello")));
        Transport transport = transport();

        ask(transport);
        ask(transport);

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void asksAgainIfAKeptConnectionHasEnded() throws IOException {
        UnixServer server = server(UnixServer.breakingOffAfter(withLength("hello")));
        Transport transport = transport();
        ask(transport);
        Eventually.holds(() -> server.connections() == 0);

        assertThat(ask(transport).text()).isEqualTo("hello");
    }

    @Test
    void sendsAChangeOnce() throws IOException {
        UnixServer server = server(UnixServer.breakingOffAfter(""));
        Transport transport = transport();

        assertThatThrownBy(() -> transport.send(Request.post("change"), soon(), ABOUT))
                .isInstanceOf(HypervisorException.class);
        assertThat(server.requests()).containsExactly("POST /change HTTP/1.1");
    }

    @Test
    void keepsFewConnections() throws Exception {
        CountDownLatch all = new CountDownLatch(20);
        UnixServer server = server((request, out) -> {
            all.countDown();
            awaitQuietly(all);
            out.write(withLength("hello").getBytes(StandardCharsets.UTF_8));
            return true;
        });
        Transport transport = transport();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(threads.submit(() -> ask(transport)));
            }
            for (Future<Answer> one : asked) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(server.accepted()).isEqualTo(20);
        Eventually.holds(() -> server.connections() <= 8);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingTheConnectionEndsAQuestionThatWaits() throws IOException {
        UnixServer server = server(UnixServer.answering(""));
        Transport transport = transport();
        Thread closer = new Thread(() -> {
            eventuallyAsked(server);
            state.close();
        });
        closer.start();

        assertThatThrownBy(() -> ask(transport)).isInstanceOf(HypervisorClosedException.class);
        Eventually.holds(() -> server.connections() == 0);
    }

    private static void eventuallyAsked(UnixServer server) {
        Eventually.holds(() -> !server.requests().isEmpty());
    }

    @Test
    void aStreamGivesItsLinesAsTheyCome() throws IOException {
        Transport transport =
                transport(UnixServer.answering(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n5\r\n\ntwo\n\r\n"));

        try (BodyStream stream = transport.stream(QUESTION, soon(), ABOUT)) {
            assertThat(stream.nextLine().map(String::new)).contains("one");
            assertThat(stream.nextLine().map(String::new)).contains("two");
        }
    }

    @Test
    void closingASilentStreamEndsItsReader() throws Exception {
        UnixServer server = server(UnixServer.answering(OK + "Transfer-Encoding: chunked\r\n\r\n"));
        BodyStream stream = transport().stream(QUESTION, soon(), ABOUT);
        List<Optional<byte[]>> read = new ArrayList<>();
        Thread reader = new Thread(() -> read.add(stream.nextLine()));
        reader.start();
        Eventually.holds(() -> reader.getStackTrace().length > 0 && isReading(reader));

        stream.close();

        reader.join();
        assertThat(read).containsExactly(Optional.empty());
        Eventually.holds(() -> server.connections() == 0);
    }

    private static boolean isReading(Thread reader) {
        return Stream.of(reader.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ChannelWire.class.getName() + "$Input"));
    }

    @Test
    void aStreamOutlivesTheDeadlineOfItsQuestion() throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        Transport transport = transport((request, out) -> {
            out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            awaitQuietly(passed);
            out.write("4\r\nlate\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return true;
        });
        Deadline deadline = Deadline.after(Duration.ofSeconds(2));

        try (BodyStream stream = transport.stream(QUESTION, deadline, ABOUT)) {
            Eventually.holds(deadline::isPassed);
            passed.countDown();

            assertThat(stream.nextLine().map(String::new)).contains("late");
        }
    }

    @Test
    void aLineWithoutAnEndIsAFailureOfTheHost() throws IOException {
        Transport transport = transport((request, out) -> {
            out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            while (true) {
                // Ends with the connection.
                out.write(("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        });

        try (BodyStream stream = transport.stream(QUESTION, soon(), ABOUT)) {
            assertThatThrownBy(stream::nextLine).isInstanceOf(HypervisorException.HostFailure.class);
        }
    }

    @Test
    void aPatientStreamIsEndedBeforeItIsAnswered() throws Exception {
        UnixServer server = server(UnixServer.answering(""));
        List<AutoCloseable> opened = new ArrayList<>();
        Transport transport = transport();
        Thread closer = new Thread(() -> {
            eventuallyAsked(server);
            closeQuietly(opened.get(0));
        });

        assertThatThrownBy(() -> transport.patientStream(QUESTION, soon(), ABOUT, abort -> {
                    opened.add(abort);
                    closer.start();
                }))
                .isInstanceOf(HypervisorException.Unreachable.class);
        Eventually.holds(() -> server.connections() == 0);
    }

    private static void closeQuietly(AutoCloseable closed) {
        try {
            closed.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConnectionThatWasHandedOverGoesBothWays() throws IOException {
        Transport transport = transport((request, out) -> {
            String answer = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello";
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            return false;
        });

        try (BodyStream stream = transport.upgrade(QUESTION, soon(), ABOUT)) {
            assertThat(stream.status()).isEqualTo(101);
            assertThat(stream.input().readAllBytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        }
    }
}
