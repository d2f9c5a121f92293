/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Hypervisor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the commands that open a host. Filled in by picocli. */
final class ConnectOptions {
    /** What the message of a missed deadline names. */
    static final String DEADLINE = "--deadline";

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

    @Option(
            names = DEADLINE,
            paramLabel = "TIME",
            order = 72,
            description = "Give a slow host so long to connect and for each call, such as 2m; otherwise 15s and 30s.")
    private @Nullable Duration deadline;

    OutputOptions output() {
        return output;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Opens the host that the command line names. */
    Hypervisor open(Session session) {
        return open(session, spec(uri, passwordFile, readOnly));
    }

    /** Opens it for changes, whatever the command line says: the command itself keeps to that. */
    Hypervisor openForChanges(Session session) {
        return openAnother(session, uri, passwordFile);
    }

    /** Opens a second host for changes, with the same deadlines. */
    Hypervisor openAnother(Session session, String another, @Nullable Path itsPasswordFile) {
        return open(session, spec(another, itsPasswordFile, false));
    }

    private static Hypervisor open(Session session, ConnectSpec spec) {
        try {
            return session.hypervisors().open(spec);
        } catch (IllegalArgumentException e) {
            // The backend does not understand the URI, which the user gave.
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private ConnectSpec spec(String host, @Nullable Path itsPasswordFile, boolean isReadOnly) {
        try {
            return ConnectSpec.builder(new URI(host))
                    .credentials(Passwords.from(itsPasswordFile, Passwords::prompt))
                    .readOnly(isReadOnly)
                    .deadlines(deadline == null ? Deadlines.defaults() : new Deadlines(deadline, deadline))
                    .build();
        } catch (URISyntaxException e) {
            // Not its message: that repeats the text, which may hold a password.
            throw new UsageException("not a URI: " + e.getReason() + " at character " + (e.getIndex() + 1), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
