/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.live.Certificates;
import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A dockerd by TLS that lets in whom its authority knows. */
@Live({Engine.DOCKER, Engine.TRANSPORTS})
class DockerTlsLiveTest {
    /** The hash of the context's name: {@code printf secured | sha256sum}. */
    private static final String CONTEXT = "a5bb1667d72ced57ff234e0aa4b095a6eff34145ebc1932f5f68110a3cc12785";

    @TempDir
    private static Path directory;

    private static @Nullable Certificates made;
    private static @Nullable Dockerd started;

    @BeforeAll
    static void start() {
        made = Certificates.in(directory.resolve("pki"));
        started = Dockerd.setup().tls(made).start();
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    private static Certificates certificates() {
        Certificates present = made;
        if (present == null) {
            throw new IllegalStateException("not made");
        }
        return present;
    }

    private static int port() {
        Dockerd present = started;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present.tcpPort();
    }

    private static String uri(String host, String query) {
        return "docker+tcp://" + host + ":" + port() + "/?" + query;
    }

    private static String ca() {
        return "ca=" + certificates().client().resolve("cacert.pem");
    }

    private static String ours() {
        Path client = certificates().client();
        return "cert=" + client.resolve("clientcert.pem") + "&keyfile=" + client.resolve("clientkey.pem");
    }

    private static Hypervisor open(String uri, Map<String, String> variables) {
        return DockerBackend.DOCKER.open(
                ConnectSpec.of(URI.create(uri)), new Surroundings(variables, directory, directory));
    }

    private static void asks(Hypervisor opened) {
        try (Hypervisor host = opened) {
            assertThat(host.guests()).isEmpty();
            assertThat(host.subscribe(event -> {}).isOpen()).isTrue();
        }
    }

    @Test
    void answersAClientThatItKnows() {
        asks(open(uri(Certificates.HOST, ca() + "&" + ours()), Map.of()));
    }

    @Test
    void theHostNeedNotBeVerifiedIfToldSo() {
        asks(open(uri("127.0.0.1", "verify=no&" + ours()), Map.of()));
    }

    private static Stream<Arguments> strangers() {
        return Stream.of(
                argumentSet("another authority", Certificates.HOST, "stranger", "unknown-authority"),
                argumentSet("none but the JVM's", Certificates.HOST, "", "unknown-authority"),
                argumentSet("another name", "127.0.0.1", "client", "wrong-host-name"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void whoIsNotTheHostIsNotTalkedTo(String host, String authority, String code) {
        String whom = authority.isEmpty()
                ? "verify=yes"
                : "ca=" + certificates().client().resolveSibling(authority).resolve("cacert.pem");

        assertThatThrownBy(() -> open(uri(host, whom + "&" + ours()), Map.of()))
                .isInstanceOfSatisfying(HypervisorException.Unreachable.class, e -> {
                    assertThat(e.nativeError())
                            .hasValueSatisfying(
                                    error -> assertThat(error.code()).isEqualTo(code));
                    assertThat(e.remedy()).isPresent();
                    assertThat(e.isTransient()).isFalse();
                });
    }

    /** The refusal comes after the handshake (TLS 1.3), while the first request is written: often enough to see each order. */
    @RepeatedTest(20)
    void whoHasNoCertificateIsDenied() {
        assertThatThrownBy(() -> open(uri(Certificates.HOST, ca()), Map.of()))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageContaining("cert=");
    }

    @Test
    void plainTextIsAnsweredWithWhatIsMissing() {
        assertThatThrownBy(() -> open("docker+tcp://localhost:" + port(), Map.of()))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("HTTPS")
                .hasMessageContaining("ca=");
    }

    @Test
    void tlsToAPortWithoutItSaysSo() {
        try (Dockerd plain = Dockerd.setup().tcp().start()) {
            asks(open(plain.tcpUri(), Map.of()));

            assertThatThrownBy(() -> open(plain.tcpUri() + "/?verify=yes", Map.of()))
                    .isInstanceOf(HypervisorException.Unreachable.class)
                    .hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void variablesNameTheHostAndTheFiles() throws IOException {
        Path files = dockersNames(directory.resolve("certs"));
        String host = "tcp://localhost:" + port();

        asks(open("docker:///", Map.of("DOCKER_HOST", host, "DOCKER_CERT_PATH", files.toString())));
        asks(open(
                "docker:///",
                Map.of("DOCKER_HOST", host, "DOCKER_CERT_PATH", files.toString(), "DOCKER_TLS_VERIFY", "1")));
        assertThatThrownBy(() -> open("docker:///", Map.of("DOCKER_HOST", host, "DOCKER_TLS_VERIFY", "1")))
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining(".docker/ca.pem");
    }

    @Test
    void aContextHasItsOwnFiles() throws IOException {
        Path meta = Files.createDirectories(directory.resolve("cfg/contexts/meta/" + CONTEXT));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"secured\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://localhost:" + port()
                        + "\",\"SkipTLSVerify\":false}}}");
        dockersNames(directory.resolve("cfg/contexts/tls/" + CONTEXT + "/docker"));

        asks(open(
                "docker:///",
                Map.of("DOCKER_CONFIG", directory.resolve("cfg").toString(), "DOCKER_CONTEXT", "secured")));
    }

    private static Path dockersNames(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path client = certificates().client();
        Files.copy(client.resolve("cacert.pem"), directory.resolve("ca.pem"));
        Files.copy(client.resolve("clientcert.pem"), directory.resolve("cert.pem"));
        Files.copy(client.resolve("clientkey.pem"), directory.resolve("key.pem"));
        return directory;
    }
}
