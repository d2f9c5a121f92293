/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.spi.support.ConnectParameters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no server, and what is easier to set up with one that is embedded: passwords. */
class SshCommandRunnerTest {
    private static final URI HOST = URI.create("tool+ssh://root@host.example/");

    @Test
    void namesTheArtifactsThatAreMissing() {
        ClassLoader nothing = new ClassLoader(null) {};

        assertThatThrownBy(() -> SshCommandRunner.requireSoftware(HOST, nothing))
                .isInstanceOfSatisfying(
                        Unsupported.class, e -> assertThat(e.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE))
                .hasMessageContaining("to the class path or module path");
    }

    @Test
    void saysBeforehandWhetherTheArtifactsAreThere() {
        ClassLoader nothing = new ClassLoader(null) {};

        assertThat(SshCommandRunner.probe("backend")).isEqualTo(Support.available("backend"));
        assertThat(SshCommandRunner.probe("backend", nothing))
                .isInstanceOfSatisfying(
                        Support.Unavailable.class,
                        no -> assertThat(no.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE));
    }

    @Test
    void wantsAHost() {
        assertThatThrownBy(() -> open(URI.create("tool+ssh:///"), CredentialsProvider.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tool+ssh://root@host.example/");
    }

    @Test
    void logsInByTheProvidersPassword(@TempDir Path directory) throws Exception {
        try (SshServer server = server()) {
            URI uri = uri(server, directory);
            CredentialsProvider right = host -> Optional.of(Credentials.of("admin", "secret".toCharArray()));

            try (SshCommandRunner runner = open(uri, right)) {
                assertThat(runner.run(Command.of("echo", "it's", "me")).stdout())
                        .isEqualTo("it's me\n");
            }
        }
    }

    @Test
    void neverShowsAPasswordThatWasRefused(@TempDir Path directory) throws Exception {
        try (SshServer server = server()) {
            URI uri = uri(server, directory);
            CredentialsProvider wrong = host -> Optional.of(Credentials.of("admin", "hunter2".toCharArray()));

            assertThatThrownBy(() -> open(uri, wrong))
                    .isInstanceOf(PermissionDenied.class)
                    .hasMessageContaining("password refused")
                    .hasStackTraceContaining("PermissionDenied")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
        }
    }

    private static SshServer server() throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        try {
            server.setKeyPairProvider(
                    KeyPairProvider.wrap(KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.setPasswordAuthenticator((user, password, session) -> user.equals("admin") && password.equals("secret"));
        // The line goes to a shell, as a real server does it.
        server.setCommandFactory(
                (channel, line) -> new ProcessShellFactory(line, List.of("sh", "-c", line)).createShell(channel));
        server.start();
        return server;
    }

    private static URI uri(SshServer server, Path directory) throws IOException, GeneralSecurityException {
        String key = PublicKeyEntry.toString(
                server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        Path knownHosts = Files.writeString(
                directory.resolve("known_hosts"), "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
        return URI.create("tool+ssh://127.0.0.1:" + server.getPort() + "/?known_hosts=" + knownHosts);
    }

    private static SshCommandRunner open(URI uri, CredentialsProvider credentials) {
        ConnectSpec spec = ConnectSpec.builder(uri).credentials(credentials).build();
        return SshCommandRunner.open(spec, SshOptions.of(ConnectParameters.parse(uri, SshOptions.parameters())));
    }
}
