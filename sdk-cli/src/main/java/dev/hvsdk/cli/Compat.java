/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Detection;
import dev.hvsdk.host.SystemdDetectVirt;
import dev.hvsdk.host.VirtWhat;
import java.util.List;
import java.util.Locale;

/** Another detector, whose words and exit codes a script expects. */
enum Compat {
    /** One fact a line; nothing to tell is success too. */
    VIRT_WHAT {
        @Override
        List<String> words(Detection detection, SystemdDetectVirt.Scope scope) {
            return VirtWhat.facts(detection);
        }

        @Override
        int exitCode(List<String> words) {
            return ExitCode.OK;
        }
    },
    /** One word, and 1 where it is {@code none}. */
    SYSTEMD {
        @Override
        List<String> words(Detection detection, SystemdDetectVirt.Scope scope) {
            return List.of(SystemdDetectVirt.word(detection, scope));
        }

        @Override
        int exitCode(List<String> words) {
            return words.contains(SystemdDetectVirt.NONE) ? ExitCode.PHYSICAL : ExitCode.OK;
        }
    };

    abstract List<String> words(Detection detection, SystemdDetectVirt.Scope scope);

    /** What the other command would end with. */
    abstract int exitCode(List<String> words);

    /** As the option takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
