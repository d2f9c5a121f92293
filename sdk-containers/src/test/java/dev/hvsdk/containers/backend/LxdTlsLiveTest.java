/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Lxd;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LXD by TCP with TLS, and a client certificate as its own command makes them: a key of an elliptic curve in its old form. */
@Timeout(120)
@Live({Engine.LXD, Engine.CONTAINER_IMAGE})
class LxdTlsLiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static @Nullable Lxd daemon;

    @BeforeAll
    static void startDaemon() throws Exception {
        Lxd started = Lxd.setup().tcp().start();
        daemon = started;
        openssl("ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", file("client.key"));
        openssl("req", "-x509", "-new", "-key", file("client.key"), "-subj", "/CN=test", "-out", file("client.crt"));
        started.cli().run("config", "trust", "add", file("client.crt"));
    }

    private static void openssl(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    @AfterAll
    static void endDaemon() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private static Lxd daemon() {
        Lxd started = daemon;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    private static Hypervisor open(String parameters) {
        String uri = "lxd+tcp://127.0.0.1:" + daemon().tcpPort() + "/?" + parameters;
        return new LxdProvider().open(ConnectSpec.of(URI.create(uri)));
    }

    private static String authority() {
        return "ca=" + daemon().socket().resolveSibling("server.crt");
    }

    private static String client() {
        return "&cert=" + file("client.crt") + "&keyfile=" + file("client.key");
    }

    @Test
    void runsCommandsByWebsocketsOverTls() {
        try (Hypervisor host = open(authority() + client())) {
            Guest guest = host.define(GuestSpec.builder("hvtls")
                            .boot(BootSource.image(daemon().image(), List.of(ContainerImage.INIT)))
                            .build())
                    .await(PATIENCE);
            guest.start().await(PATIENCE);

            assertThat(guest.capability(GuestExec.class)
                            .require()
                            .run(ExecSpec.of("echo", "hello"))
                            .await(PATIENCE)
                            .outputText())
                    .isEqualTo("hello\n");
            guest.stop().await(PATIENCE);
            guest.undefine().await(PATIENCE);
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsNotTalkedTo() {
        assertThatThrownBy(() -> open("verify=yes" + client())).isInstanceOf(HypervisorException.class);
    }

    @Test
    void aClientThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> open(authority()))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageContaining("trust");
    }
}
