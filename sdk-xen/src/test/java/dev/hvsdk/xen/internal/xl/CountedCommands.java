/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts what is run: over SSH, each of them is a session and a program in dom0. Thread-safe. */
final class CountedCommands implements CommandRunner {
    private final CommandRunner runner;
    private final List<String> run = new CopyOnWriteArrayList<>();

    CountedCommands(CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    public CommandResult run(Command command) {
        run.add(command.toString());
        return runner.run(command);
    }

    /** What this runs. */
    List<String> of(Runnable work) {
        run.clear();
        work.run();
        return List.copyOf(run);
    }
}
