/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.live.Certificates;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as openssl makes them; what they are good for at a real engine is tested with Docker. */
@Live(Engine.TRANSPORTS)
class TlsTest {
    @TempDir
    private static Path directory;

    private static @Nullable Path made;

    @BeforeAll
    static void make() {
        made = Certificates.in(directory).client();
    }

    private static Path file(String name) {
        Path present = made;
        if (present == null) {
            throw new IllegalStateException("not made");
        }
        return present.resolve(name);
    }

    private static Tls with(Path key) throws IOException {
        return Tls.of(file("cacert.pem"), file("clientcert.pem"), key, true);
    }

    private static Path converted(String name, String... options) throws Exception {
        Path to = directory.resolve(name);
        String[] command = new String[options.length + 6];
        String[] begin = {"openssl", "rsa", "-in", file("clientkey.pem").toString(), "-out", to.toString()};
        System.arraycopy(begin, 0, command, 0, begin.length);
        System.arraycopy(options, 0, command, begin.length, options.length);
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
        return to;
    }

    @Test
    void readsKeysOfBothForms() throws Exception {
        Path old = converted("old.pem", "-traditional");

        assertThat(Files.readString(old)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(with(old).isVerified()).isTrue();
        assertThat(with(file("clientkey.pem")).isVerified()).isTrue();
    }

    @Test
    void aKeyWithAPassphraseIsRefusedWithoutASecret() throws Exception {
        Path locked = converted("locked.pem", "-aes256", "-passout", "pass:geheim");

        assertThatThrownBy(() -> with(locked))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("locked.pem")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> with(directory.resolve("none.pem")))
                .isInstanceOfSatisfying(
                        NoSuchFileException.class, e -> assertThat(e.getFile()).endsWith("none.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "geheim",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nZ2VoZWlt\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nZ2VoZWlt\n-----END RSA PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefusedWithoutASecret(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("bad.pem"), text);

        assertThatThrownBy(() -> with(file))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("Z2VoZWlt");
    }

    @Test
    void whatIsNoCertificateIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("bad-ca.pem"), "no certificate");

        assertThatThrownBy(() -> Tls.of(file, null, null, true)).isInstanceOf(IOException.class);
    }
}
