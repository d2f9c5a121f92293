/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A line that is being typed at a console, in UTF-8. Not thread-safe: one thread types. */
final class TypedLine {
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private boolean afterReturn;

    /** The line without its end, if this ends it: a return, a line feed, or one after the other. */
    Optional<String> type(int character) {
        boolean isSecondHalf = afterReturn && character == '\n';
        afterReturn = character == '\r';
        if (isSecondHalf) {
            return Optional.empty();
        }
        if (character != '\r' && character != '\n') {
            typed.write(character);
            return Optional.empty();
        }
        String line = typed.toString(StandardCharsets.UTF_8);
        typed.reset();
        return Optional.of(line);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
