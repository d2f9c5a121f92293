/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of an option that has a few, as they are shown: in lower case. */
final class Words {
    private Words() {}

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "it is a UUID such as 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001, and not '" + text + "'");
        }
    }

    static <E> E parse(E[] values, String text) {
        return parse(values, Object::toString, text);
    }

    static <E> E parse(E[] values, Function<? super E, String> word, String text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("it is one of "
                        + Arrays.stream(values).map(word).collect(Collectors.joining(", "))
                        + ", and not '" + text + "'"));
    }
}
