/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.containers.internal.http.UnixServer;
import dev.hvsdk.live.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no engine at hand says: other versions, and all that an engine should not say. */
class StandInEngineTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String INFO = withLength("{\"SystemTime\":\"2026-01-02T03:04:05.000000006Z\"}");
    private static final long TIME = 1_767_323_045_000_000_006L;

    @TempDir
    private Path directory;

    private final List<UnixServer> servers = new ArrayList<>();

    @AfterEach
    void endAll() throws IOException {
        for (UnixServer server : servers) {
            server.close();
        }
    }

    private static String withLength(String body) {
        return OK + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String version(String oldest, String newest) {
        return withLength(
                "{\"Version\":\"29.0.1\",\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest + "\"}");
    }

    /** Answers by the first line of the request; what it does not know is not found. */
    private UnixServer engine(Path socket, Map<String, String> answers) throws IOException {
        return serving(socket, (request, out) -> {
            String answer = answers.entrySet().stream()
                    .filter(one -> request.startsWith("GET " + one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("HTTP/1.1 404 No\r\nContent-Length: 24\r\n\r\n{\"message\":\"no such one\"}");
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            return !answer.contains("Content-Encoding: broken");
        });
    }

    private UnixServer serving(Path socket, UnixServer.Behaviour behaviour) throws IOException {
        UnixServer server = UnixServer.at(socket, behaviour);
        servers.add(server);
        return server;
    }

    private UnixServer engine(String path, String answer) throws IOException {
        return engine(
                directory.resolve("s"),
                Map.of(
                        "/_ping",
                        withLength("OK"),
                        "/version",
                        version("1.24", "1.41"),
                        "/v1.41/info",
                        INFO,
                        "/v1.41/" + path,
                        answer));
    }

    private Hypervisor open() {
        return DockerBackend.DOCKER.open(ConnectSpec.of(URI.create("docker+unix://" + directory.resolve("s"))));
    }

    private UnixServer engineOf(String ping, String version) throws IOException {
        return engine(directory.resolve("s"), Map.of("/_ping", ping, "/version", version, "/v1.", withLength("[]")));
    }

    @ParameterizedTest
    @CsvSource({"1.44, 1.52, 1.52", "1.44, 1.55, 1.52", "1.24, 1.41, 1.41", "1.12, 1.40, 1.40", "1.52, 1.60, 1.52"})
    void asksInTheNewestVersionThatBothKnow(String oldest, String newest, String agreed) throws IOException {
        UnixServer server = engineOf(withLength("OK"), version(oldest, newest));

        try (Hypervisor host = open()) {
            assertThat(host.guests()).isEmpty();
            assertThat(host.info().version()).contains("29.0.1");
        }
        assertThat(server.requests()).last().isEqualTo("GET /v" + agreed + "/containers/json?all=1 HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.39, update the engine", "1.60, 1.70, update this SDK"})
    void refusesAnEngineThatIsTooOldOrTooNew(String oldest, String newest, String remedy) throws IOException {
        engineOf(withLength("OK"), version(oldest, newest));

        assertThatThrownBy(this::open).isInstanceOfSatisfying(HypervisorException.Unsupported.class, e -> {
            assertThat(e.reason()).isEqualTo(Support.Reason.TOO_OLD);
            assertThat(e.remedy()).contains(remedy);
        });
    }

    @Test
    void headersTellPodmanFromDocker() throws IOException {
        engineOf(OK + "Server: Libpod/4.3.1 (linux)\r\nContent-Length: 2\r\n\r\nOK", version("1.24", "1.41"));

        try (Hypervisor host = open()) {
            assertThat(host.info().product()).containsIgnoringCase("podman");
        }
    }

    private static Stream<Arguments> noEngines() {
        return Stream.of(
                argumentSet("no version", withLength("{}")),
                argumentSet("a version that is none", version("1.24", "new")),
                argumentSet("an oldest one that is none", version("-", "1.41")),
                argumentSet("a list", withLength("[]")),
                argumentSet("nothing", withLength("")),
                argumentSet("a page", OK + "Content-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"),
                argumentSet(
                        "another place", "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("noEngines")
    void whatIsNoEngineIsAFailureOfTheHost(String version) throws IOException {
        engineOf(withLength("OK"), version);

        assertThatThrownBy(this::open).isInstanceOf(HypervisorException.HostFailure.class);
    }

    private static Stream<Arguments> badLists() {
        return Stream.of(
                argumentSet("nothing", withLength("")),
                argumentSet("null", withLength("null")),
                argumentSet("an object", withLength("{}")),
                argumentSet("a container without an id", withLength("[{\"Names\":[\"/a\"]}]")),
                argumentSet("an id that is a number", withLength("[{\"Id\":7}]")),
                argumentSet("a blank id", withLength("[{\"Id\":\" \"}]")),
                argumentSet("half", withLength("[{\"Id\":\"a")),
                argumentSet("deep", withLength("[".repeat(100_000))),
                argumentSet("a giant number", withLength("[" + "9".repeat(100_000) + "]")),
                argumentSet("bytes that are no text", withLength("[\"\ud800\u0000]")),
                argumentSet(
                        "half a chunk", OK + "Content-Encoding: broken\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n["),
                argumentSet("a refusal that is half", "HTTP/1.1 500 No\r\nContent-Length: 12\r\n\r\n{\"message\":\""));
    }

    @ParameterizedTest
    @MethodSource("badLists")
    void aListThatIsNoneIsAFailureOfTheHost(String answer) throws IOException {
        engine("containers/json", answer);

        try (Hypervisor host = open()) {
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.HostFailure.class);
        }
    }

    private static Stream<Arguments> endless() {
        return Stream.of(
                argumentSet("headers", OK, "X: y\r\n"),
                argumentSet("a header", OK + "X: ", "yyyyyyyyyy"),
                argumentSet("lines before the answer", "", "\r\n"),
                argumentSet("a chunk's extension", OK + "Transfer-Encoding: chunked\r\n\r\n1;", "yyyyyyyyyy"),
                argumentSet("trailers", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n"),
                argumentSet(
                        "a body", OK + "Transfer-Encoding: chunked\r\n\r\n", "4000\r\n" + " ".repeat(0x4000) + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void whatHasNoEndIsAFailureOfTheHost(String begin, String again) throws IOException {
        Map<String, String> usual = Map.of("/_ping", withLength("OK"), "/version", version("1.24", "1.41"));
        serving(directory.resolve("s"), (request, out) -> {
            String path = request.substring(4, request.indexOf(' ', 4));
            out.write(usual.getOrDefault(path, begin).getBytes(StandardCharsets.UTF_8));
            byte[] more = again.repeat(100).getBytes(StandardCharsets.UTF_8);
            while (!usual.containsKey(path)) {
                // Ends with the connection.
                out.write(more);
            }
            return true;
        });

        try (Hypervisor host = open()) {
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.HostFailure.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"Id\":\"a\",\"HostConfig\":{\"NanoCpus\":9000000000000000000}}"})
    void aContainerThatIsNoneIsAFailureOfTheHost(String json) throws IOException {
        engine("containers/" + ID + "/json", withLength(json));

        try (Hypervisor host = open()) {
            assertThatThrownBy(() -> host.guest(GuestId.of(ID)).info())
                    .isInstanceOf(HypervisorException.HostFailure.class);
        }
    }

    private static Stream<String> hostileNames() {
        return Stream.of(
                "a;touch /tmp/x",
                "../../x",
                "..",
                ".",
                "%2e%2e",
                "a%2fb",
                "a/b",
                "a?force=1",
                "a#b",
                "a\nb",
                "a\r\nX: y",
                "a\0b",
                "$(id)",
                "\u202egnp",
                "\ud83d\ude00",
                "-rf",
                "x".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void anIdThatNoEngineGivesIsNotFoundAndAsksNobody(String hostile) throws IOException {
        UnixServer server = engine("containers", withLength("{}"));

        try (Hypervisor host = open()) {
            int before = server.requests().size();
            assertThatThrownBy(() -> host.guest(GuestId.of(hostile)).info())
                    .isInstanceOf(HypervisorException.NotFound.class);
            assertThatThrownBy(() -> host.guest(GuestId.of(hostile)).undefine().await())
                    .isInstanceOf(HypervisorException.NotFound.class);
            assertThatThrownBy(() -> host.guest(GuestId.of(hostile))
                            .capability(ContainerLogs.class)
                            .require()
                            .read(LogQuery.all()))
                    .isInstanceOf(HypervisorException.NotFound.class);
            assertThat(server.requests()).hasSize(before);
        }
    }

    private static String event(String action, long time, String id) {
        return "{\"Type\":\"container\",\"Action\":\"" + action + "\",\"timeNano\":" + time + ",\"Actor\":{\"ID\":\""
                + id + "\",\"Attributes\":{\"name\":\"n\"}}}";
    }

    private static void line(OutputStream out, String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** An engine that tells these events at once to whom asks, one line each, and then is silent. */
    private void engineTelling(String... lines) throws IOException {
        serving(directory.resolve("s"), (request, out) -> {
            if (request.startsWith("GET /v1.41/events") && !request.contains("until=")) {
                out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                for (String text : lines) {
                    line(out, text);
                }
                return true;
            }
            String answer = request.startsWith("GET /_ping")
                    ? withLength("OK")
                    : request.startsWith("GET /version")
                            ? version("1.24", "1.41")
                            : request.startsWith("GET /v1.41/info") ? INFO : withLength("");
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[[[[", "nonsense", "{\"a\":\"\\u12\"}", "{} {}"})
    void anEventThatCannotBeReadIsLostAndThoseAfterItAreNot(String malformed) throws IOException {
        engineTelling(event("create", TIME + 1, "a"), malformed, event("create", TIME + 2, "b"));
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();

        try (Hypervisor host = open();
                Subscription listening = host.subscribe(events::add)) {
            Eventually.holds(() -> events.size() >= 3);
            assertThat(listening.isOpen()).isTrue();
        }
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isInstanceOf(GuestEvent.Defined.class);
        assertThat(events.get(1)).isInstanceOf(HypervisorEvent.Lost.class);
        assertThat(events.get(2)).isInstanceOf(GuestEvent.Defined.class);
    }

    @Test
    void anEventThatIsStrangeIsPassedOver() throws IOException {
        engineTelling(
                "{}",
                "7",
                "[]",
                event("create", TIME + 1, " "),
                event("create", Long.MAX_VALUE, "far"),
                event("dance", TIME + 2, "a"),
                event("create", TIME + 3, "b"));
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();

        try (Hypervisor host = open();
                Subscription listening = host.subscribe(events::add)) {
            Eventually.holds(() -> events.size() >= 2);
            assertThat(listening.isOpen()).isTrue();
        }
        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(event).isInstanceOf(GuestEvent.Defined.class));
    }

    /** An engine whose stream ends at once, and that tells this when it is asked for the last event again. */
    private List<HypervisorEvent> afterABreak(String told) throws IOException {
        engine(
                directory.resolve("s"),
                Map.of(
                        "/_ping",
                        withLength("OK"),
                        "/version",
                        version("1.24", "1.41"),
                        "/v1.41/info",
                        INFO,
                        "/v1.41/events?since=1767323044.999999006&filters=%7B%22type%22%3A%5B%22container%22%5D%7D&until="
                                + "1767323045.000000006",
                        withLength(told),
                        "/v1.41/events?since=1767323044.999999006&filters=%7B%22type%22%3A%5B%22container%22%5D%7D ",
                        withLength(event("create", TIME, "a"))));
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        try (Hypervisor host = open();
                Subscription listening = host.subscribe(events::add)) {
            Eventually.holds(() -> events.stream().anyMatch(HypervisorEvent.Reconnected.class::isInstance));
            assertThat(listening.isOpen()).isTrue();
        }
        return events.subList(0, 2);
    }

    @Test
    void anEngineThatStillTellsTheLastEventHasLostNone() throws IOException {
        List<HypervisorEvent> events = afterABreak(event("create", TIME, "a"));

        assertThat(events.get(0)).isInstanceOf(GuestEvent.Defined.class);
        assertThat(events.get(1)).isInstanceOf(HypervisorEvent.Reconnected.class);
    }

    @Test
    void anEngineThatDoesNotTellTheLastEventAnyMoreHasLostSome() throws IOException {
        List<HypervisorEvent> events = afterABreak("");

        assertThat(events.get(0)).isInstanceOf(GuestEvent.Defined.class);
        assertThat(events.get(1)).isInstanceOf(HypervisorEvent.Lost.class);
    }

    private Hypervisor open(Map<String, String> variables) {
        return DockerBackend.DOCKER.open(
                ConnectSpec.of(URI.create("docker:///")), new Surroundings(variables, directory, directory));
    }

    @Test
    void asksTheUsersOwnEngineIfRootHasNone() throws IOException {
        engine(
                directory.resolve("docker.sock"),
                Map.of("/_ping", withLength("OK"), "/version", version("1.24", "1.41"), "/v1.", withLength("[]")));

        try (Hypervisor host = open(Map.of("XDG_RUNTIME_DIR", directory.toString()))) {
            assertThat(host.guests()).isEmpty();
        }
    }

    @Test
    void tellsAllThatWasTried() {
        assertThatThrownBy(() -> open(Map.of("XDG_RUNTIME_DIR", "/nonexistent")))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining(directory.resolve("var/run/docker.sock").toString())
                .hasMessageContaining("the socket of root's engine")
                .hasMessageContaining("/nonexistent/docker.sock")
                .hasMessageContaining("XDG_RUNTIME_DIR");
        assertThatThrownBy(() -> open(Map.of("DOCKER_HOST", "unix:///nonexistent.sock")))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("/nonexistent.sock (DOCKER_HOST)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://user:geheim@ho st:1",
                "ssh://user:geheim@host",
                "geheim",
                "npipe:////./pipe/geheim",
                "unix://",
                "fd://geheim"
            })
    void anAddressThatIsNoneSaysWhereItStandsAndTellsNoSecret(String address) {
        assertThatThrownBy(() -> open(Map.of("DOCKER_HOST", address)))
                .isInstanceOfSatisfying(HypervisorException.Unsupported.class, e -> {
                    assertThat(e.reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED);
                    assertThat(e).hasMessageContaining("DOCKER_HOST").hasNoCause();
                    assertThat(e.toString()).doesNotContain("geheim");
                });
    }
}
