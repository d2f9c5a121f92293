/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
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

    @Mixin
    @SuppressWarnings("unused") // picocli reads it
    private final HelpOption help = new HelpOption();

    /** Answers in the form that was asked for. */
    int answer(Session session, Session.Body json, Consumer<Page> page) {
        if (isJson()) {
            session.json(json);
        } else {
            page.accept(session.page());
        }
        return ExitCode.OK;
    }

    boolean isJson() {
        return format == Format.JSON;
    }
}
