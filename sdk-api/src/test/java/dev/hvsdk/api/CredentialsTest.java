/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final URI HOST = URI.create("vsphere://root@host/");

    @Test
    void showsNothingOfItself() {
        Credentials credentials = Credentials.of("admin", "geheim".toCharArray());
        assertThat(credentials.toString()).doesNotContain("geheim").doesNotContain("admin");
        assertThat(credentials.user()).contains("admin");
        assertThat(Credentials.of("geheim".toCharArray()).user()).isEmpty();
    }

    @Test
    void copiesThePasswordInAndOut() {
        char[] given = "geheim".toCharArray();
        Credentials credentials = Credentials.of(given);
        given[0] = 'X';
        credentials.password()[1] = 'X';
        assertThat(credentials.password()).isEqualTo("geheim".toCharArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "geheim\n", "geheim\r\nmore\n"})
    void readsTheFirstLineOfAPasswordFile(String content, @TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("password"), content);
        assertThat(CredentialsProvider.passwordFile(file).credentials(HOST))
                .hasValueSatisfying(it -> assertThat(it.password()).isEqualTo("geheim".toCharArray()));
    }

    @Test
    void readsThePasswordFileAnewEachTime(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("password"), "old");
        CredentialsProvider provider = CredentialsProvider.passwordFile(file);
        assertThat(provider.credentials(HOST)).isPresent();
        Files.writeString(file, "new");
        assertThat(provider.credentials(HOST))
                .hasValueSatisfying(it -> assertThat(it.password()).isEqualTo("new".toCharArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\ngeheim"})
    void refusesAFileWithoutAPassword(String content, @TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("password"), content);
        assertThatExceptionOfType(HypervisorException.PermissionDenied.class)
                .isThrownBy(() -> CredentialsProvider.passwordFile(file).credentials(HOST))
                .withMessageContaining("empty")
                .withMessageContaining(file.toString());
    }

    @Test
    void saysWhichFileCannotBeReadAndNothingOfItsContent(@TempDir Path dir) throws IOException {
        Path missing = dir.resolve("missing");
        assertThatExceptionOfType(HypervisorException.PermissionDenied.class)
                .isThrownBy(() -> CredentialsProvider.passwordFile(missing).credentials(HOST))
                .withMessageContaining(missing.toString());
        Path latin = Files.write(dir.resolve("latin"), "geh\u00e4im".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(HypervisorException.PermissionDenied.class)
                .isThrownBy(() -> CredentialsProvider.passwordFile(latin).credentials(HOST))
                .withMessageContaining("cannot be read")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("geh"));
        assertThatExceptionOfType(HypervisorException.PermissionDenied.class)
                .isThrownBy(() -> CredentialsProvider.passwordFile(dir).credentials(HOST));
    }

    @Test
    void givesNoneWhereThereAreNone() {
        assertThat(CredentialsProvider.none().credentials(HOST)).isEmpty();
    }
}
