/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.containers.LxdOptions;
import dev.hvsdk.spi.support.OptionTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link LxdOptions} by the names that people write. Immutable. */
final class LxdSpecOptions implements SpecOptions {
    private static final OptionTable<LxdOptions.Builder> TABLE = OptionTable.<LxdOptions.Builder>builder()
            .option(
                    SpecOption.builder("profiles", "the profiles that it is made with; later ones go over earlier ones")
                            .form("NAME[,NAME]")
                            .usual("default")
                            .build(),
                    (options, value) -> List.of(value.split(",", -1)).forEach(options::profile))
            .option(
                    written(
                            "config",
                            "keys of its configuration, as the daemon documents them",
                            "KEY=VALUE[;KEY=VALUE]"),
                    (options, value) -> pairs(value, ";").forEach(options::config))
            .option(
                    written("device", "a device, as the daemon documents them", "NAME,type=TYPE[,KEY=VALUE]"),
                    LxdSpecOptions::device)
            .option(written("description", "what to remember about it", "TEXT"), LxdOptions.Builder::description)
            .option(
                    SpecOption.builder("ephemeral", "whether it is removed when it stops")
                            .choices(List.of("yes", "no"))
                            .usual("no")
                            .build(),
                    (options, value) -> options.ephemeral(value.equals("yes")))
            .build();

    private static SpecOption written(String name, String meaning, String form) {
        return SpecOption.builder(name, meaning).form(form).build();
    }

    private static void device(LxdOptions.Builder options, String value) {
        int comma = value.indexOf(',');
        if (comma < 1) {
            throw new IllegalArgumentException("a device has a name and keys: " + value);
        }
        options.device(value.substring(0, comma), pairs(value.substring(comma + 1), ","));
    }

    private static Map<String, String> pairs(String text, String separator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : text.split(separator, -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                // Without its text, which may be a part of a secret.
                throw new IllegalArgumentException("each part is KEY=VALUE");
            }
            pairs.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return pairs;
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    @Override
    public GuestExtension extension(Map<String, String> values) {
        return TABLE.fill(LxdOptions.builder(), values).build();
    }
}
