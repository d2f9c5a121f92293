/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** Reads points in time: {@code 2026-11-28T12:00:00Z}, or how long ago that was, {@code 10m}. */
final class Instants {
    private Instants() {}

    static Instant parse(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : Instant.now().minus(Durations.parse(text));
        } catch (DateTimeParseException | TypeConversionException e) {
            throw new TypeConversionException(
                    "it is a time such as 2026-11-28T12:00:00Z, or so long ago, such as 10m, and not '" + text + "'");
        }
    }
}
