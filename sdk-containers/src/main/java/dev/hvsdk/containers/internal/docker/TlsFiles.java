/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files of PEM, under the names that Docker's tools give them. */
record TlsFiles(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean verify) {
    /** No TLS at all. */
    static final TlsFiles NONE = new TlsFiles(null, null, null, true);

    static TlsFiles in(Path directory) {
        return in(directory, true);
    }

    static TlsFiles in(Path directory, boolean verify) {
        Path certificate = directory.resolve("cert.pem");
        boolean ours = Files.exists(certificate);
        return new TlsFiles(
                directory.resolve("ca.pem"),
                ours ? certificate : null,
                ours ? directory.resolve("key.pem") : null,
                verify);
    }

    @Override
    public String toString() {
        return "ca " + ca + ", cert " + certificate;
    }
}
