/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.SpecOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked for by {@code NAME=VALUE}, which only the host understands. Filled in by picocli. */
final class NamedOptions {
    @Option(
            names = {"-o", "--option"},
            paramLabel = "NAME=VALUE",
            order = 15,
            description =
                    "What only hosts of this kind know, such as machine=q35; 'hv options URI' lists them. May be repeated.")
    private List<String> words = List.of();

    /** By their names; throws {@link UsageException} if one is no pair, or stands there twice. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UsageException("an option is NAME=VALUE, and not '" + word + "'", null);
            }
            String name = word.substring(0, equals);
            @Nullable String before = values.put(name, word.substring(equals + 1));
            if (before != null) {
                throw new UsageException("the option '" + name + "' stands there twice", null);
            }
        }
        return values;
    }

    /** What the host makes of them; empty if there are none. */
    static Optional<GuestExtension> extension(Map<String, String> values, Hypervisor host) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        SpecOptions known = host.capability(SpecOptions.class).require();
        try {
            return Optional.of(known.extension(values));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    e.getMessage() + " ('hv options " + host.info().uri() + "' lists them)", e);
        }
    }
}
