/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what {@code VBoxManage list ...} prints. */
final class Lists {
    static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** The name comes before it in quotes that are not escaped, so that only the end of a line can be trusted. */
    private static final Pattern MACHINE = Pattern.compile("(?m)\\{(" + UUID + ")}$");

    private static final Pattern MEGABYTES = Pattern.compile("([0-9]+) MByte");

    private Lists() {}

    /** The ids in {@code list vms}. */
    static List<String> machines(String output) {
        return MACHINE.matcher(output).results().map(found -> found.group(1)).toList();
    }

    /** A size in {@code list hostinfo}, such as that of {@code Memory size: 31944 MByte}. */
    static Optional<MemorySize> memory(String output, String label) {
        return value(output, label)
                .flatMap(text -> MEGABYTES.matcher(text).results().findFirst())
                .map((MatchResult found) -> MemorySize.ofMebibytes(Long.parseLong(found.group(1))));
    }

    /** What a line says after a label and a colon. */
    static Optional<String> value(String output, String label) {
        return output.lines()
                .filter(line -> line.startsWith(label + ":"))
                .map(line -> line.substring(label.length() + 1).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
