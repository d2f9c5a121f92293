/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers that answer what they should not. */
@Timeout(60)
class VmrestTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("workstation").operation("test");
    private static final String PASSWORD = "hunter2-in-clear";

    /** Base64 of "admin:hunter2-in-clear". */
    private static final String TOKEN = "YWRtaW46aHVudGVyMi1pbi1jbGVhcg==";

    private final OddServer server = new OddServer();

    @AfterEach
    void end() {
        server.close();
    }

    private Vmrest client(Duration call) {
        ConnectSpec spec = ConnectSpec.builder(URI.create("vmware:///"))
                .credentials(host -> Optional.of(Credentials.of("admin", PASSWORD.toCharArray())))
                .deadlines(new Deadlines(Duration.ofSeconds(5), call))
                .build();
        return Vmrest.of(spec, VmrestPlace.parse(server.address()), null, ABOUT);
    }

    private Vmrest client() {
        return client(Duration.ofSeconds(30));
    }

    static Stream<Arguments> answersThatAreNone() {
        return Stream.of(
                argumentSet("nothing", ""),
                argumentSet("a page", "<html>It works!</html>"),
                argumentSet("half of it", "[{\"id\": \"A\", \"pa"),
                argumentSet("two of them", "[] []"),
                argumentSet("an object", "{\"id\": \"A\", \"path\": \"/a.vmx\"}"),
                argumentSet("a list of texts", "[\"A\"]"),
                argumentSet("a number for a text", "[{\"id\": 1, \"path\": \"/a.vmx\"}]"),
                argumentSet("null for a text", "[{\"id\": \"A\", \"path\": null}]"),
                argumentSet("no path", "[{\"id\": \"A\"}]"),
                argumentSet("an id that leads elsewhere", "[{\"id\": \"../vmnet\", \"path\": \"/a.vmx\"}]"),
                argumentSet("a key twice", "[{\"id\": \"A\", \"id\": \"B\", \"path\": \"/a.vmx\"}]"),
                argumentSet("too deep", "[".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("answersThatAreNone")
    void refusesWhatItCannotRead(String body) {
        server.answering(200, body);
        assertThatThrownBy(() -> client().machines(ABOUT))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("lacks what it has to have");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"num\": 1, \"nics\": {}}",
                "{\"nics\": [{\"index\": \"1\", \"type\": \"nat\"}]}",
                "{\"nics\": [{\"index\": 99999999999, \"type\": \"nat\"}]}",
                "{\"nics\": [{\"index\": 1, \"type\": \"nat\", \"macAddress\": 5}]}"
            })
    void refusesInterfacesOfOtherTypes(String body) {
        server.answering(200, body);
        assertThatThrownBy(() -> client().nics("A", ABOUT)).isInstanceOf(HostFailure.class);
    }

    @Test
    void overlooksWhatItDoesNotKnow() {
        server.answering(
                200, "{\"num\": 9, \"new\": [1], \"nics\": [{\"index\": 3, \"type\": \"NAT\", \"vmnet\": \"\"}]}");
        assertThat(client().nics("A", ABOUT)).containsExactly(new VmrestNic(3, "NAT", null, null));
    }

    static Stream<Arguments> refusals() {
        String error = "{\"Code\": 7, \"Message\": \"%s\"}";
        return Stream.of(
                argumentSet("invalid", 400, error.formatted("One of the parameters was invalid: x"), HostFailure.class),
                argumentSet("login", 401, error.formatted("Authentication failed"), PermissionDenied.class),
                argumentSet("login without words", 401, "", PermissionDenied.class),
                argumentSet("forbidden", 403, error.formatted("Permission denied"), PermissionDenied.class),
                argumentSet("no machine", 404, error.formatted("No such resource"), NotFound.class),
                argumentSet("no call", 404, "404 page not found\n", Unsupported.class),
                argumentSet("type", 406, error.formatted("Content type was not supported"), HostFailure.class),
                argumentSet("state", 409, error.formatted("Resource state conflicts"), WrongState.class),
                argumentSet("server", 500, error.formatted("Server error"), HostFailure.class),
                argumentSet("off", 500, error.formatted("The virtual machine is not powered on"), WrongState.class),
                argumentSet("gone", 500, error.formatted("The virtual network cannot be found"), NotFound.class),
                argumentSet("lower case", 500, "{\"code\": 1, \"message\": \"no\"}", HostFailure.class),
                argumentSet("no JSON", 500, "panic: runtime error", HostFailure.class),
                argumentSet("other types", 500, "{\"Code\": {}, \"Message\": [1]}", HostFailure.class),
                argumentSet("elsewhere", 302, "", HostFailure.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void mapsRefusalsOfReadsAndOfChanges(int status, String body, Class<? extends HypervisorException> expected) {
        server.answering(status, body);
        Vmrest client = client();
        assertThatThrownBy(() -> client.machines(ABOUT)).isInstanceOf(expected);
        assertThatThrownBy(() -> client.power("A", "on", ABOUT)).isInstanceOf(expected);
        assertThatThrownBy(() -> client.removeNic("A", 1, ABOUT)).isInstanceOf(expected);
    }

    @Test
    void keepsWhatTheServerSaid() {
        server.answering(409, "{\"Code\": 7, \"Message\": \"Resource state conflicts\"}");
        assertThatThrownBy(() -> client().power("A", "on", ABOUT))
                .extracting(error -> ((HypervisorException) error).nativeError().orElseThrow())
                .isEqualTo(new NativeError("vmrest", "7", "Resource state conflicts"));
    }

    @Test
    void triesALoginOnce() {
        server.answering(401, "");
        assertThatThrownBy(() -> client().machines(ABOUT)).hasMessageContaining("vmrest -C");
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0)).contains("Authorization: Basic " + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 409, 500})
    void repeatsNoSecretThatTheServerRepeats(int status) {
        server.answering(status, "{\"Code\": 1, \"Message\": \"I was told " + PASSWORD + " and " + TOKEN + "\"}");
        assertThatThrownBy(() -> client().machines(ABOUT)).satisfies(error -> {
            String told = error + " " + ((HypervisorException) error).nativeError() + " " + error.getCause();
            assertThat(told).doesNotContain(PASSWORD).doesNotContain(TOKEN);
        });
    }

    @Test
    void asksForNothingWithoutAPassword() {
        ConnectSpec spec = ConnectSpec.builder(URI.create("vmware:///"))
                .credentials(CredentialsProvider.none())
                .build();
        VmrestPlace place = VmrestPlace.parse(server.address());
        assertThatThrownBy(() -> Vmrest.of(spec, place, null, ABOUT)).isInstanceOf(PermissionDenied.class);
        ConnectSpec nobody = ConnectSpec.builder(URI.create("vmware:///"))
                .credentials(host -> Optional.of(Credentials.of(PASSWORD.toCharArray())))
                .build();
        assertThatThrownBy(() -> Vmrest.of(nobody, place, null, ABOUT))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining("USER@127.0.0.1");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void endsAnAnswerThatIsTooLong() {
        server.answeringForEver("[1,");
        assertThatThrownBy(() -> client().machines(ABOUT))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[", "HTTP/1.1 200 OK\r\nX: "})
    void endsAnAnswerThatTrickles(String beginning) {
        server.trickling(beginning);
        assertThatThrownBy(() -> client(Duration.ofMillis(700)).machines(ABOUT)).isInstanceOf(TimedOut.class);
    }

    @Test
    void endsAnAnswerThatDoesNotCome() {
        server.silent();
        assertThatThrownBy(() -> client(Duration.ofMillis(300)).machines(ABOUT)).isInstanceOf(TimedOut.class);
    }

    @Test
    void tellsWhoDoesNotSpeakHttp() {
        server.saying("SSH-2.0-OpenSSH_9.2\r\n");
        assertThatThrownBy(() -> client().machines(ABOUT))
                .isInstanceOfAny(HostFailure.class, Unreachable.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void sendsAChangeOnceThoughTheServerHangsUp() {
        server.saying("");
        assertThatThrownBy(() -> client().power("A", "on", ABOUT)).isInstanceOf(Unreachable.class);
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0)).startsWith("PUT /api/vms/A/power").endsWith("\n\non");
    }

    @Test
    void saysWhatToDoIfNobodyListens() {
        server.close();
        assertThatThrownBy(() -> client().machines(ABOUT))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("start vmrest");
    }

    @Test
    void closingEndsACallThatWaits() throws Exception {
        server.silent();
        Vmrest client = client();
        Thread closer = new Thread(() -> {
            server.awaitRequest();
            client.close();
        });
        closer.start();
        assertThatThrownBy(() -> client.machines(ABOUT))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("was closed");
        closer.join();
    }
}
