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

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 92,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli sets it and acts on it
    private boolean helpAsked;

    boolean isJson() {
        return format == Format.JSON;
    }
}
