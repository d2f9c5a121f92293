/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On which version both ends agree, and where the other end is. */
class AgreementTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("docker").operation("open");

    @TempDir
    private Path home;

    private static ApiVersion version(String text) {
        return ApiVersion.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.41, 1.41", "1.44, 1.52, 1.52", "1.44, 1.99, 1.52", "1.40, 1.40, 1.40"})
    void agreesOnTheNewestThatBothKnow(String oldest, String newest, String agreed) {
        assertThat(Greeting.agreed("Docker", version(oldest), version(newest), ABOUT))
                .hasToString(agreed);
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.24, update the engine", "1.99, 1.100, update this SDK"})
    void refusesAnEngineThatIsTooOldOrTooNew(String oldest, String newest, String remedy) {
        assertThatThrownBy(() -> Greeting.agreed("Docker", version(oldest), version(newest), ABOUT))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "one.two", "99999.1", "1.", "-1.2"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(ApiVersion.parse(text)).isEmpty();
    }

    private List<String> places(Dialect dialect, Map<String, String> variables) {
        return new Endpoints(new Surroundings(variables, home, Path.of("/")), ABOUT)
                .of(dialect).stream()
                        .map(endpoint -> endpoint.dialer().toString())
                        .toList();
    }

    @Test
    void looksAtRootsSocketAndAtTheUsers() {
        Map<String, String> variables = Map.of("XDG_RUNTIME_DIR", "/run/user/7");

        assertThat(places(Dialect.DOCKER, variables))
                .containsExactly("/var/run/docker.sock", "/run/user/7/docker.sock");
        assertThat(places(Dialect.PODMAN, variables))
                .containsExactly("/run/podman/podman.sock", "/run/user/7/podman/podman.sock");
    }

    @Test
    void whoNamesAPlaceIsNotLedToAnother() {
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_HOST", "unix:///a", "XDG_RUNTIME_DIR", "/run/user/7")))
                .containsExactly("/a");
        assertThat(places(Dialect.PODMAN, Map.of("CONTAINER_HOST", "unix:///b")))
                .containsExactly("/b");
    }

    @Test
    void aBlankVariableNamesNothing() {
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_HOST", " "))).containsExactly("/var/run/docker.sock");
    }

    /** The directory's name is {@code printf test | sha256sum}. */
    @Test
    void followsTheContextThatIsChosen() throws Exception {
        Path meta =
                home.resolve(".docker/contexts/meta/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        Files.createDirectories(meta);
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"test\",\"Endpoints\":{\"docker\":{\"Host\":\"unix:///c\"}}}",
                StandardCharsets.UTF_8);
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"test\"}", StandardCharsets.UTF_8);

        assertThat(places(Dialect.DOCKER, Map.of())).containsExactly("/c");
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_CONTEXT", "default"))).containsExactly("/var/run/docker.sock");
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_HOST", "unix:///a"))).containsExactly("/a");
    }

    @Test
    void aContextThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> places(Dialect.DOCKER, Map.of("DOCKER_CONTEXT", "../../x")))
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    private void context(String endpoint) throws Exception {
        Path meta =
                home.resolve(".docker/contexts/meta/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        Files.createDirectories(meta);
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"test\",\"Endpoints\":{\"docker\":" + endpoint + "}}",
                StandardCharsets.UTF_8);
    }

    /** Which of both it is shows in the port. */
    @Test
    void aContextThatVerifiesNothingIsNotPlainText() throws Exception {
        context("{\"Host\":\"tcp://far\",\"SkipTLSVerify\":true}");
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_CONTEXT", "test"))).containsExactly("far:2376");

        context("{\"Host\":\"tcp://far\"}");
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_CONTEXT", "test"))).containsExactly("far:2375");
    }

    @Test
    void aContextWithoutAHostOrOfNoJsonIsAFailureOfTheHost() throws Exception {
        context("{}");
        assertThatThrownBy(() -> places(Dialect.DOCKER, Map.of("DOCKER_CONTEXT", "test")))
                .isInstanceOf(HypervisorException.HostFailure.class);

        context("{");
        assertThatThrownBy(() -> places(Dialect.DOCKER, Map.of("DOCKER_CONTEXT", "test")))
                .isInstanceOf(HypervisorException.HostFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://far, far:2375",
        "http://far:1, far:1",
        "https://far, far:2376",
        "tcp://[::1]:7, ::1:7",
        "unix:///a dir/100%/s, /a dir/100%/s",
        "ssh://me@far:22/run/s, ssh://me@far:22"
    })
    void addressesAreReadAsTheEnginesOwnToolsDo(String address, String place) {
        assertThat(places(Dialect.DOCKER, Map.of("DOCKER_HOST", address))).containsExactly(place);
        assertThat(places(Dialect.PODMAN, Map.of("CONTAINER_HOST", address))).containsExactly(place);
    }

    @Test
    void aSocketAfterTwoSlashesIsRefusedBeforeItsFirstDirectoryIsLost() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DockerBackend.DOCKER.open(ConnectSpec.of(URI.create("docker+unix://tmp/docker.sock"))))
                .withMessageContaining("three slashes");
    }

    @Test
    void certificatesThatAreNotThereAreNotDoneWithout() {
        assertThatThrownBy(() ->
                        places(Dialect.DOCKER, Map.of("DOCKER_HOST", "tcp://far", "DOCKER_CERT_PATH", "/nonexistent")))
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining("/nonexistent/ca.pem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker+tcp://far/?cert=/a",
                "docker+tcp://far/?keyfile=/a",
                "docker+tcp://far/?known_hosts=/a",
                "docker+unix:///a?verify=yes",
                "docker+ssh://far/?ca=/a",
                "docker:///?ca=/a",
                "docker://far/",
                "docker+ssh://far/?verify=no"
            })
    void whatWouldBeIgnoredIsRefused(String uri) {
        assertThatThrownBy(() -> DockerBackend.DOCKER.open(ConnectSpec.of(URI.create(uri))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
