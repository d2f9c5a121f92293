/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import picocli.CommandLine.Option;

/** The option that every command has. Filled in by picocli. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 92,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli sets it and acts on it
    private boolean asked;
}
