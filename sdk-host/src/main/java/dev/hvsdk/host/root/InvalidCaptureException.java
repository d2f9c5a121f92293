/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A directory cannot be read as a captured host, and what to do about it.
 *
 * <p>Thrown for what the caller named: the directory itself or its {@code host.json}. A single damaged file in the tree is
 * not an error, but a {@link Fact.Unknown}. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidCaptureException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Path directory;

    InvalidCaptureException(Path directory, String problem, @Nullable Throwable cause) {
        super(directory + " is not a captured host that can be read: " + problem, cause);
        this.directory = directory;
    }

    /** The directory that was named. */
    public Path directory() {
        return directory == null ? Path.of("") : directory;
    }
}
