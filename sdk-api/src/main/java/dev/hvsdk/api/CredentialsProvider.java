/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.io.IOException;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

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

    /** The password in the environment variable {@value #PASSWORD_VARIABLE}, for any host. */
    static CredentialsProvider environment() {
        return host -> Optional.ofNullable(System.getenv(PASSWORD_VARIABLE))
                .map(password -> Credentials.of(password.toCharArray()));
    }

    /**
     * The password in the first line of a file, for any host; read anew each time.
     *
     * <p>A file that cannot be read makes the provider throw {@link HypervisorException.PermissionDenied}.
     */
    static CredentialsProvider passwordFile(Path file) {
        return host -> {
            try {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                return Optional.of(Credentials.of(firstLine(text)));
            } catch (IOException e) {
                throw new HypervisorException.PermissionDenied(ErrorDetails.builder("the password file cannot be read")
                        .subject(file.toString())
                        .cause(e)
                        .build());
            }
        };
    }

    private static char[] firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return CharBuffer.wrap(line).toString().toCharArray();
    }
}
