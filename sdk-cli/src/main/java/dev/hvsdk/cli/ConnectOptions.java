/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the commands that open a host. Filled in by picocli. */
final class ConnectOptions {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "URI", description = "The host, such as fake:kvm or qemu:///system.")
    private String uri = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            order = 70,
            description = "Read the password from the first line of FILE.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--read-only",
            order = 71,
            description = "Open the host so that nothing can be changed, which needs fewer rights.")
    private boolean readOnly;

    OutputOptions output() {
        return output;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Opens the host that the command line names. */
    Hypervisor open(Session session) {
        return open(session, uri, passwordFile, readOnly);
    }

    /** Opens it for changes, whatever the command line says: the command itself keeps to that. */
    Hypervisor openForChanges(Session session) {
        return open(session, uri, passwordFile, false);
    }

    static Hypervisor open(Session session, String uri, @Nullable Path passwordFile, boolean readOnly) {
        ConnectSpec spec = spec(uri, passwordFile, readOnly);
        try {
            return session.hypervisors().open(spec);
        } catch (IllegalArgumentException e) {
            // The backend does not understand the URI, which the user gave.
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ConnectSpec spec(String uri, @Nullable Path passwordFile, boolean readOnly) {
        try {
            return ConnectSpec.builder(new URI(uri))
                    .credentials(Passwords.from(passwordFile, Passwords::prompt))
                    .readOnly(readOnly)
                    .build();
        } catch (URISyntaxException e) {
            // Not its message: that repeats the text, which may hold a password.
            throw new UsageException("not a URI: " + e.getReason() + " at character " + (e.getIndex() + 1), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
