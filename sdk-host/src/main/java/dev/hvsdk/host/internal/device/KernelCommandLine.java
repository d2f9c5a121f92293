/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import java.util.List;
import java.util.Optional;

/** The parameters that the kernel was started with; what they say is never shown beyond the keys asked for. */
final class KernelCommandLine {
    private final List<String> words;

    private KernelCommandLine(List<String> words) {
        this.words = words;
    }

    static KernelCommandLine read(HostFiles files) {
        return new KernelCommandLine(
                List.of(files.attribute("/proc/cmdline").value().orElse("").split("\\s+")));
    }

    /** The parameter that turns something off: a key given with {@code off} among its comma-separated values. */
    Optional<String> turnedOff(String... keys) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0
                    && List.of(keys).contains(word.substring(0, equals))
                    && List.of(word.substring(equals + 1).split(",")).contains("off")) {
                return Optional.of(word.substring(0, equals) + "=off");
            }
        }
        return Optional.empty();
    }

    boolean has(String word) {
        return words.contains(word);
    }
}
