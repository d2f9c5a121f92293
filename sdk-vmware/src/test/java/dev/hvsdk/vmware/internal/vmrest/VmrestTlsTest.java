/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.net.Trust;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vmrest behind TLS, with a certificate of its own. */
class VmrestTlsTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("workstation").operation("test");
    private static final String STORE = "only-for-tests";

    @TempDir
    private Path directory;

    private OddServer server;

    @BeforeEach
    void start() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(), STORE.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = new OddServer(context.getServerSocketFactory().createServerSocket());
        server.answering(200, "[]");
    }

    @AfterEach
    void end() {
        server.close();
    }

    /** By the JDK's own tool, since there is no API for it. */
    private KeyStore store() throws Exception {
        Path file = directory.resolve("keys.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=vmrest", "-ext", "san=ip:127.0.0.1", "-validity", "2");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE.toCharArray());
        }
        return store;
    }

    private void keytool(String verb, String... rest) throws Exception {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                verb,
                "-alias",
                "vmrest",
                "-storetype",
                "PKCS12",
                "-keystore",
                directory.resolve("keys.p12").toString(),
                "-storepass",
                STORE);
        keytool.command().addAll(java.util.List.of(rest));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Vmrest client(Trust trust) {
        ConnectSpec spec = ConnectSpec.builder(URI.create("vmware:///"))
                .credentials(host -> Optional.of(Credentials.of("admin", "secret".toCharArray())))
                .build();
        return Vmrest.of(spec, VmrestPlace.parse(server.address().replace("http:", "https:")), trust, ABOUT);
    }

    @Test
    void trustsNobodyUnknownAndSendsThemNothing() {
        assertThatThrownBy(() -> client(Trust.ofJvm()).machines(ABOUT))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("its SHA-256 is");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void trustsTheCertificateThatIsNamed() throws Exception {
        Throwable refused = catchThrowable(() -> client(Trust.ofJvm()).machines(ABOUT));
        Matcher sha256 = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}").matcher(refused.getMessage());
        assertThat(sha256.find()).isTrue();
        assertThat(client(Trust.ofFingerprint(sha256.group())).machines(ABOUT)).isEmpty();
        Path pem = directory.resolve("ca.pem");
        keytool("-exportcert", "-rfc", "-file", pem.toString());
        assertThat(client(Trust.ofAuthorities(pem)).machines(ABOUT)).isEmpty();
        assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains("Authorization: Basic "));
    }
}
