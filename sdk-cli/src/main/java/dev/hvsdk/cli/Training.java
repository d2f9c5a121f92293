/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/** Runs the common commands once, so that the JVM can keep what they load for later starts; see bin/launch-functions.sh. */
final class Training {
    private static final String[][] RUNS = {
        {"--help"},
        {"inspect"},
        {"inspect", "--format", "json"},
        {"detect"},
        {"detect", "--format", "json"},
        {"features"},
        {"devices"},
        {"backends"},
        {"backends", "--format", "json"},
        {"guests", "fake:kvm"},
        {"guests", "fake:kvm", "--format", "json"},
        {"guest", "start", "fake:kvm", "old"},
        {"create", "fake:kvm", "new", "--dry-run"},
        {"host", "fake:kvm"},
        {"no-such-command"}
    };

    private Training() {}

    /** Ends normally whatever the commands say: a machine on which one of them fails shall not be slow for that. */
    public static void main(String[] args) {
        Terminal.system().flush();
        for (String[] run : RUNS) {
            Main.run(nowhere(), run);
        }
    }

    private static Terminal nowhere() {
        PrintWriter writer = new PrintWriter(Writer.nullWriter());
        return new Terminal(writer, writer, true, false, Map.of());
    }
}
