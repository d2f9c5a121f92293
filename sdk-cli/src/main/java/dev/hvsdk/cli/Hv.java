/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "hv", mixinStandardHelpOptions = true, description = "Shows what this machine can virtualize.")
final class Hv {

    private Hv() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Hv()).execute(args));
    }
}
