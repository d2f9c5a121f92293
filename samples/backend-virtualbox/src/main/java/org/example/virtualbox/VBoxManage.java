/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code VBoxManage}; what it prints is for others to read. Thread-safe. */
final class VBoxManage {
    private static final ErrorFactory ERRORS = ErrorFactory.of(VirtualBoxProvider.ID);

    private final CommandRunner runner;
    private final String program;
    private final Duration patience;

    VBoxManage(CommandRunner runner, String program, Duration patience) {
        this.runner = runner;
        this.program = program;
        this.patience = patience;
    }

    /** What it printed. */
    String run(ErrorFactory errors, String... arguments) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(List.of(arguments));
        CommandResult result = runner.run(Command.of(all).timeout(patience));
        if (!result.isSuccess()) {
            throw Failures.of(result, errors);
        }
        if (result.isTruncated()) {
            throw errors.hostFailure("the answer is too long");
        }
        return result.stdout();
    }

    /** What it printed when asked by {@code list}. */
    String list(String what) {
        return run(ERRORS.operation("list " + what), "list", what);
    }

    /** Such as {@code 7.0.20r163906}. */
    String version() {
        return run(ERRORS.operation("version"), "--version").strip();
    }
}
