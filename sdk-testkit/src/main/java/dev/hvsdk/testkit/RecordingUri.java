/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** A URI such as {@code fake:file:/path/recording.json}. */
final class RecordingUri {
    private static final String FILE = "file:";

    private RecordingUri() {}

    static boolean isOne(URI uri) {
        return uri.getRawSchemeSpecificPart().startsWith(FILE);
    }

    /** The file; throws {@link IllegalArgumentException} if it is not given by its whole path. */
    static Path file(URI uri) {
        try {
            return Path.of(URI.create(uri.getRawSchemeSpecificPart()));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException(
                    "not the URI of a recording: '" + uri + "'; write fake:file:/path/recording.json", e);
        }
    }
}
