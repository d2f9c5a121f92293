/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import picocli.CommandLine.Option;

/** The option that shows how to use a command. Filled in by picocli, which also acts on it. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 92,
            description = "Show this help.")
    @SuppressWarnings("unused") // what counts is the annotation
    private boolean asked;
}
