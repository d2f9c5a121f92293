/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a connection trusts, and what it says of the others. */
class TrustTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> notCertificates() {
        return Stream.of(
                argumentSet("nothing", ""),
                argumentSet("text", "no certificate\n"),
                argumentSet("half of one", "-----BEGIN CERTIFICATE-----\nMIIB"),
                argumentSet("a key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"),
                argumentSet("rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    }

    @ParameterizedTest
    @MethodSource("notCertificates")
    void namesTheFileThatHasNoCertificate(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), content);

        assertThatThrownBy(() -> Trust.ofAuthorities(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> Trust.ofAuthorities(directory.resolve("none.pem")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void refusesAFingerprintThatIsNone() {
        assertThatThrownBy(() -> Trust.ofFingerprint("AB:CD")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Without a socket there is no host name to look at, so that nobody is to be trusted. */
    @Test
    void checksNobodyWithoutAConnection() {
        CheckedServer all = new CheckedServer(null, Optional.empty());

        assertThatThrownBy(() -> all.checkServerTrusted(new X509Certificate[0], "RSA"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> all.checkClientTrusted(new X509Certificate[0], "RSA"))
                .isInstanceOf(CertificateException.class);
        assertThat(all.getAcceptedIssuers()).isEmpty();
    }
}
