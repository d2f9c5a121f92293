/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;

/** Runs commands in a container by the engine's tool. Thread-safe. */
final class ToolExec implements GuestExec {
    /** An operation has no deadline; a process of a tool has to have one. */
    private static final Duration LONG = Duration.ofDays(1);

    private final GuestContext guest;
    private final ToolEngine engine;

    ToolExec(GuestContext guest, ToolEngine engine) {
        this.guest = guest;
        this.engine = engine;
    }

    @Override
    public Operation<ExecResult> run(ExecSpec spec) {
        guest.host().state().checkOpen();
        return guest.change("exec", source -> exec(spec));
    }

    private ExecResult exec(ExecSpec spec) {
        ErrorFactory errors = guest.errors("exec");
        GuestInfo info = engine.safe(errors, guest.id());
        if (info.state() != GuestState.RUNNING) {
            throw errors.remedy("start it first")
                    .wrongState("it is " + info.state().id());
        }
        CommandResult result = engine.calls().run(errors, command(info, spec));
        engine.tool().refusal(result).ifPresent(why -> {
            throw errors.unsupported(Support.Reason.MISSING_SOFTWARE, why);
        });
        if (engine.tool().isMissingCommand(result)) {
            throw errors.notFound("there is no command " + spec.command().get(0) + " in it");
        }
        return ExecResult.of(result.exitCode(), result.stdoutBytes(), result.stderrBytes(), result.isTruncated());
    }

    private Command command(GuestInfo info, ExecSpec spec) {
        return Command.of(engine.tool().exec(info, spec))
                .timeout(LONG)
                .input(spec.input())
                .outputLimit(
                        (int) Math.min(Integer.MAX_VALUE, spec.outputLimit().toBytes()));
    }
}
