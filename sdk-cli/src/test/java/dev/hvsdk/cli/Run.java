/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one run of the command in this process wrote and returned. */
record Run(int exitCode, String out, String err) {
    private static final Path HOSTS = Path.of("../sdk-host/src/test/hosts");

    static Run hv(String... args) {
        return in(Map.of(), false, args);
    }

    /** On a terminal, with these variables in the environment. */
    static Run onTerminal(Map<String, String> environment, String... args) {
        return in(environment, true, args);
    }

    static Run withColumns(int columns, String... args) {
        return in(Map.of("COLUMNS", String.valueOf(columns)), false, args);
    }

    private static Run in(Map<String, String> environment, boolean interactive, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out), new PrintWriter(err), interactive, false, new HashMap<>(environment));
        int exitCode = Main.run(terminal, args);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** The directory of one of the captured hosts that the tests of sdk-host read as well. */
    static String host(String name) {
        Path host = HOSTS.resolve(name);
        if (!Files.isDirectory(host)) {
            throw new IllegalStateException("there is no captured host " + host.toAbsolutePath());
        }
        return host.toString();
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
