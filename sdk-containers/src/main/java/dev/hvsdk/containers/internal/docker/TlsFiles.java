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
    /** TLS with the authorities that the JVM knows, and no certificate of ours. */
    static final TlsFiles OF_THE_JVM = new TlsFiles(null, null, null, true);

    /** Those of a directory, which has to have an authority's. */
    static TlsFiles in(Path directory) {
        TlsFiles present = present(directory, true);
        return new TlsFiles(directory.resolve("ca.pem"), present.certificate(), present.key(), true);
    }

    /** Those that are in a directory. */
    static TlsFiles present(Path directory, boolean verify) {
        Path ca = directory.resolve("ca.pem");
        Path certificate = directory.resolve("cert.pem");
        boolean ours = Files.exists(certificate);
        return new TlsFiles(
                Files.exists(ca) ? ca : null,
                ours ? certificate : null,
                ours ? directory.resolve("key.pem") : null,
                verify);
    }

    @Override
    public String toString() {
        return "ca " + ca + ", cert " + certificate;
    }
}
