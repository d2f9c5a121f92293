/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Gives the credentials for a host when, and only when, the host asks for them.
 *
 * <p>Implementations are thread-safe, and may block, such as for a prompt.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface CredentialsProvider {
    /** The environment variable that {@link #environment()} reads. */
    String PASSWORD_VARIABLE = "HVSDK_PASSWORD";

    /** The credentials for this host, if there are any; the URI holds no password. */
    Optional<Credentials> credentials(URI host);

    /** No credentials for any host. */
    static CredentialsProvider none() {
        return host -> Optional.empty();
    }

    /** The password in the environment variable {@value #PASSWORD_VARIABLE}, for any host; none if it is empty. */
    static CredentialsProvider environment() {
        return host -> Optional.ofNullable(System.getenv(PASSWORD_VARIABLE))
                .filter(password -> !password.isEmpty())
                .map(password -> Credentials.of(password.toCharArray()));
    }

    /**
     * The password in the first line of a file, for any host; read anew each time.
     *
     * <p>A file that cannot be read, or whose first line is empty, makes the provider throw
     * {@link HypervisorException.PermissionDenied}.
     */
    static CredentialsProvider passwordFile(Path file) {
        return host -> {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                String password = lines.readLine();
                if (password == null || password.isEmpty()) {
                    throw badPasswordFile(file, "the first line of the password file is empty", null);
                }
                return Optional.of(Credentials.of(password.toCharArray()));
            } catch (IOException e) {
                throw badPasswordFile(file, "the password file cannot be read", e);
            }
        };
    }

    private static HypervisorException badPasswordFile(Path file, String what, @Nullable IOException cause) {
        return new HypervisorException.PermissionDenied(
                ErrorDetails.builder(what).subject(file.toString()).cause(cause).build());
    }
}
