/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    private static final URI HOST = URI.create("esx://root@host/");

    @TempDir
    Path directory = Path.of("");

    @Test
    void readsTheFirstLineOfTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "open sesame\nanother line\n");

        CredentialsProvider provider = Passwords.from(file, host -> Optional.empty());

        assertThat(provider.credentials(HOST).map(Credentials::password).map(String::new))
                .contains("open sesame");
    }

    @Test
    void failsWhereTheFileCannotBeRead() {
        CredentialsProvider provider = Passwords.from(directory.resolve("missing"), host -> Optional.empty());

        assertThatThrownBy(() -> provider.credentials(HOST)).isInstanceOf(PermissionDenied.class);
    }

    @Test
    void asksOnlyWhenTheEnvironmentHasNone() {
        Assumptions.assumeTrue(
                System.getenv(CredentialsProvider.PASSWORD_VARIABLE) == null, "the environment holds a password");

        CredentialsProvider provider = Passwords.from(null, host -> Optional.of(Credentials.of("typed".toCharArray())));

        assertThat(provider.credentials(HOST).map(Credentials::password).map(String::new))
                .contains("typed");
    }
}
