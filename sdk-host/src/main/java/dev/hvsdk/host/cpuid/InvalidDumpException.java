/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A file is no dump of CPUID that can be read: where, why, and what to do about it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidDumpException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;

    private InvalidDumpException(String message, int line, @Nullable Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /** Of the dump as a whole. */
    static InvalidDumpException of(String dump, String problem, @Nullable Throwable cause) {
        return new InvalidDumpException(dump + " is no dump of CPUID that can be read: " + problem, 0, cause);
    }

    /** Of a line, counted from 1. */
    static InvalidDumpException of(String dump, int line, String problem, @Nullable Throwable cause) {
        return new InvalidDumpException(dump + ", line " + line + ": " + problem, line, cause);
    }

    /** The line that is broken, counted from 1; empty if it is not one line. */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }
}
