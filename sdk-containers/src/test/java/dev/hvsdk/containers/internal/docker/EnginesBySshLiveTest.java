/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.PodmanService;
import dev.hvsdk.live.Sshd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines behind a real server of SSH, by their own command {@code system dial-stdio}. */
@Live({Engine.DOCKER, Engine.PODMAN, Engine.SSHD, Engine.CONTAINER_IMAGE})
@LongRunning
class EnginesBySshLiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path directory;

    private static @Nullable Sshd started;

    @BeforeAll
    static void start() {
        started = Sshd.start();
    }

    @AfterAll
    static void stop() {
        sshd().close();
    }

    private static Sshd sshd() {
        Sshd present = started;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present;
    }

    private static ContainerDaemon daemon(DockerBackend backend) {
        return backend == DockerBackend.DOCKER ? Dockerd.shared() : PodmanService.shared();
    }

    private static String uri(DockerBackend backend, Path knownHosts, Path key) {
        return backend.id() + "+ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + sshd().port()
                + daemon(backend).socket() + "?known_hosts=" + knownHosts + "&keyfile=" + key;
    }

    private static String uri(DockerBackend backend) {
        return uri(backend, sshd().knownHosts(), sshd().clientKey());
    }

    private static Hypervisor open(DockerBackend backend, String uri) {
        return backend.open(ConnectSpec.of(URI.create(uri)));
    }

    @ParameterizedTest
    @EnumSource(DockerBackend.class)
    void asksChangesRunsAndListens(DockerBackend backend) {
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        try (Hypervisor host = open(backend, uri(backend));
                Subscription listening = host.subscribe(events::add)) {
            Guest guest = host.define(GuestSpec.builder("hvssh")
                            .boot(BootSource.image(
                                    daemon(backend).image(), List.of(ContainerImage.INIT, "sleep", "1000")))
                            .build())
                    .await(PATIENCE);
            try {
                guest.start().await(PATIENCE);

                assertThat(host.findGuest("hvssh")).contains(guest);
                assertThat(guest.capability(GuestExec.class)
                                .require()
                                .run(ExecSpec.builder(List.of("cat"))
                                        .input(new byte[100_000])
                                        .build())
                                .await(PATIENCE)
                                .output())
                        .hasSize(100_000);
                Eventually.holds(() -> events.stream().anyMatch(GuestEvent.StateChanged.class::isInstance));
                assertThat(listening.isOpen()).isTrue();
            } finally {
                guest.stop().await(PATIENCE);
                guest.undefine().await(PATIENCE);
            }
        }
        Eventually.holds(() -> ProcessHandle.current().children().noneMatch(EnginesBySshLiveTest::isSsh));
    }

    private static boolean isSsh(ProcessHandle process) {
        return process.info().command().filter(name -> name.endsWith("/ssh")).isPresent();
    }

    @ParameterizedTest
    @EnumSource(DockerBackend.class)
    void anUnknownHostIsNotTalkedTo(DockerBackend backend) throws IOException {
        Path none = Files.writeString(directory.resolve("none"), "");

        assertThatThrownBy(() -> open(backend, uri(backend, none, sshd().clientKey())))
                .isInstanceOfSatisfying(
                        HypervisorException.Unreachable.class,
                        e -> assertThat(code(e)).isEqualTo("unknown-host-key"));
    }

    private static String code(HypervisorException e) {
        return e.nativeError().orElseThrow().code();
    }

    @Test
    void aHostWithAnotherKeyIsNotTalkedTo() throws IOException {
        String known = Files.readString(sshd().knownHosts());
        String key = Files.readString(sshd().directory().resolve("client.pub"));
        Path changed =
                Files.writeString(directory.resolve("changed"), known.substring(0, known.indexOf(' ') + 1) + key);
        String uri = uri(DockerBackend.DOCKER, changed, sshd().clientKey());

        assertThatThrownBy(() -> open(DockerBackend.DOCKER, uri))
                .isInstanceOfSatisfying(
                        HypervisorException.Unreachable.class,
                        e -> assertThat(code(e)).isEqualTo("changed-host-key"));
    }

    @ParameterizedTest
    @EnumSource(DockerBackend.class)
    void aKeyThatTheHostDoesNotAcceptIsDenied(DockerBackend backend) {
        Path other = sshd().directory().resolve("host_ecdsa");

        assertThatThrownBy(() -> open(backend, uri(backend, sshd().knownHosts(), other)))
                .isInstanceOfSatisfying(HypervisorException.PermissionDenied.class, e -> {
                    assertThat(code(e)).isEqualTo("refused-key");
                    assertThat(e.remedy()).isPresent();
                });
    }

    @ParameterizedTest
    @EnumSource(DockerBackend.class)
    void anEngineThatIsNotThereIsUnreachable(DockerBackend backend) {
        String uri = uri(backend).replace(daemon(backend).socket().toString(), "/nonexistent.sock");

        assertThatThrownBy(() -> open(backend, uri))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("nonexistent.sock");
    }

    /** The path is what a shell of the other host reads. */
    @ParameterizedTest
    @EnumSource(DockerBackend.class)
    void aPathReachesTheOtherShellAsOneWord(DockerBackend backend) {
        Path trap = directory.resolve("trap");
        String path = "/nonexistent';touch%20" + trap + ";'$(touch%20" + trap + ")";
        String uri = uri(backend).replace(daemon(backend).socket().toString(), path);

        assertThatThrownBy(() -> open(backend, uri)).isInstanceOf(HypervisorException.Unreachable.class);
        assertThat(trap).doesNotExist();
    }

    @Test
    void variablesNameTheHostToo() {
        String user = System.getProperty("user.name");
        String address = "ssh://" + user + "@127.0.0.1:" + sshd().port() + "/nonexistent.sock";
        Surroundings surroundings = new Surroundings(
                Map.of(
                        "CONTAINER_HOST",
                        address,
                        "CONTAINER_SSHKEY",
                        sshd().clientKey().toString()),
                directory,
                directory);

        assertThatThrownBy(() -> DockerBackend.PODMAN.open(ConnectSpec.of(URI.create("podman:///")), surroundings))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("CONTAINER_HOST")
                .hasMessageContaining("known_hosts");
    }
}
