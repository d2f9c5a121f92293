/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import picocli.CommandLine.Option;

/** Options of the commands that answer something. Filled in by picocli. */
final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 80,
            description = "${COMPLETION-CANDIDATES}; table is the default.")
    Format format = Format.TABLE;

    boolean isJson() {
        return format == Format.JSON;
    }
}
