/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.containers.internal.host.Inside;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in a container by lxc-attach. Thread-safe. */
final class LxcExec implements GuestExec {
    /** An operation has no deadline; a process has to have one. */
    private static final Duration LONG = Duration.ofDays(1);

    /** What a shell gives too for a command that it does not find, hence the text beside it. */
    private static final int NOT_FOUND = 127;

    private final GuestContext guest;
    private final LxcEngine engine;
    private final Tools tools;

    LxcExec(GuestContext guest, LxcEngine engine, Tools tools) {
        this.guest = guest;
        this.engine = engine;
        this.tools = tools;
    }

    @Override
    public Operation<ExecResult> run(ExecSpec spec) {
        guest.host().state().checkOpen();
        return guest.change("exec", source -> exec(spec));
    }

    private ExecResult exec(ExecSpec spec) {
        ErrorFactory errors = guest.errors("exec");
        GuestState state = engine.read(guest.id()).state();
        if (state != GuestState.RUNNING) {
            throw errors.remedy("start it first").wrongState("it is " + state.id());
        }
        CommandResult result = tools.run(errors, command(errors, spec));
        boolean isOfTool = result.stderr().startsWith("lxc-attach: " + guest.id() + ": ");
        if (isOfTool && result.exitCode() == NOT_FOUND) {
            throw Tools.detailed(errors, "lxc-attach", result)
                    .notFound("there is no command " + spec.command().get(0) + " in it");
        }
        return ExecResult.of(result.exitCode(), result.stdoutBytes(), result.stderrBytes(), result.isTruncated());
    }

    private Command command(ErrorFactory errors, ExecSpec spec) {
        return Command.of(arguments(errors, spec))
                .timeout(LONG)
                .input(spec.input())
                .outputLimit(
                        (int) Math.min(Integer.MAX_VALUE, spec.outputLimit().toBytes()));
    }

    private List<String> arguments(ErrorFactory errors, ExecSpec spec) {
        if (!Names.isSafe(guest.id().value())) {
            throw errors.remedy("rename it").hostFailure("its name cannot be given to a command safely");
        }
        // lxc-attach goes to the directory of this process, if the container has one of that name.
        List<String> command = new ArrayList<>(List.of("env", "--chdir=/"));
        // Variables of this process may be secrets, and are none of the container's business.
        command.addAll(tools.command("lxc-attach", "-n", guest.id().value(), "--clear-env"));
        spec.user().ifPresent(user -> command.add("--uid=" + number(errors, user)));
        spec.environment().forEach((name, value) -> command.add("--set-var=" + Inside.variable(name) + "=" + value));
        command.add("--");
        command.addAll(Inside.command(withoutEnvironment(spec)));
        return command;
    }

    private static String number(ErrorFactory errors, String user) {
        if (!user.matches("\\d{1,9}")) {
            throw errors.remedy("give the number of the user")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "lxc-attach takes numbers of users only");
        }
        return user;
    }

    private static ExecSpec withoutEnvironment(ExecSpec spec) {
        ExecSpec.Builder builder = ExecSpec.builder(spec.command());
        spec.workingDirectory().ifPresent(builder::workingDirectory);
        return builder.build();
    }
}
