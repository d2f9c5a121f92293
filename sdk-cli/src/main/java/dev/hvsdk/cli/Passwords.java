/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.CredentialsProvider;
import java.io.Console;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a password comes from: the file that was named, else the environment, else a prompt. */
final class Passwords {
    private Passwords() {}

    static CredentialsProvider from(@Nullable Path file, CredentialsProvider prompt) {
        if (file != null) {
            return CredentialsProvider.passwordFile(file);
        }
        CredentialsProvider environment = CredentialsProvider.environment();
        return host -> environment.credentials(host).or(() -> prompt.credentials(host));
    }

    /** Asks at the console, if there is one; called only by a backend that needs a password. */
    static Optional<Credentials> prompt(URI host) {
        return Consoles.find().flatMap(console -> read(console, host));
    }

    private static Optional<Credentials> read(Console console, URI host) {
        char @Nullable [] password = console.readPassword("Password for %s: ", host);
        if (password == null) {
            return Optional.empty();
        }
        Credentials credentials = Credentials.of(password);
        Arrays.fill(password, ' ');
        return Optional.of(credentials);
    }
}
