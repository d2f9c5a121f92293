/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.host.command.Programs;
import dev.hvsdk.host.passthrough.MachineUse;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs the tools of one dom0, and makes errors of what they say. Thread-safe. */
public final class XenTools {
    /** A change is an operation without a deadline; a tool that hangs for this long has failed. */
    public static final Duration LONG = Duration.ofMinutes(30);

    private static final String XL = "xl";

    private final String backend;
    private final CommandRunner runner;
    private final UnaryOperator<String> locate;
    private final @Nullable HostRoot machine;

    /**
     * Those that this runner reaches.
     *
     * @param backend whose errors they are
     * @param locate makes of the name of a tool what is run
     */
    public XenTools(String backend, CommandRunner runner, UnaryOperator<String> locate) {
        this(backend, runner, locate, null);
    }

    private XenTools(String backend, CommandRunner runner, UnaryOperator<String> locate, @Nullable HostRoot machine) {
        this.backend = backend;
        this.runner = runner;
        this.locate = locate;
        this.machine = machine;
    }

    /** Those of a dom0 whose files are these: of the machine that this program runs on. */
    public XenTools on(HostRoot dom0) {
        return new XenTools(backend, runner, locate, dom0);
    }

    /** Those of this machine, wherever it has them. */
    public static XenTools here(String backend, CommandRunner runner) {
        return new XenTools(backend, runner, tool -> Programs.find(tool).orElse(tool)).on(HostRoot.live());
    }

    /** What dom0 itself has its devices for; empty for a dom0 that is another machine. */
    public Optional<MachineUse> machineUse() {
        return Optional.ofNullable(machine).map(MachineUse::of);
    }

    /** What {@code xl} prints. */
    public String xl(ErrorFactory errors, Duration atMost, String... arguments) {
        return output(errors, command(XL, arguments).timeout(atMost));
    }

    /** Has {@code xl} change something, for as long as it takes. */
    public void change(ErrorFactory errors, String... arguments) {
        succeed(errors, command(XL, arguments).timeout(LONG));
    }

    /** One of the tools with its arguments, to be granted more, and given to this. */
    public static Command command(String tool, String... arguments) {
        List<String> words = new ArrayList<>(List.of(tool));
        words.addAll(List.of(arguments));
        return Command.of(words);
    }

    /** What a tool prints, which must succeed and not print more than it may. */
    public String output(ErrorFactory errors, Command command) {
        return checked(errors, command, run(errors, command)).stdout();
    }

    /** The result of a tool, if it has succeeded and is all of what it printed. */
    public static CommandResult checked(ErrorFactory errors, Command command, CommandResult result) {
        if (!result.isSuccess()) {
            throw XlErrors.failure(errors, command, result);
        }
        if (result.isTruncated()) {
            throw errors.hostFailure(
                    "the answer of " + XlErrors.name(command) + " is longer than " + command.outputLimit() + " bytes");
        }
        return result;
    }

    /** What is read of an answer of {@code xl list}. */
    public static <T> T reading(ErrorFactory errors, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (UnreadableAnswerException e) {
            throw errors.cause(e).hostFailure("the answer of xl list cannot be read: " + e.getMessage());
        }
    }

    /** Runs a tool, which must succeed. */
    public CommandResult succeed(ErrorFactory errors, Command command) {
        CommandResult result = run(errors, command);
        if (!result.isSuccess()) {
            throw XlErrors.failure(errors, command, result);
        }
        return result;
    }

    /** Runs a tool, which may fail; that it is not there is an error. */
    public CommandResult run(ErrorFactory errors, Command command) {
        try {
            return NamedErrors.named(backend, () -> runner.run(located(command)));
        } catch (NotFound e) {
            throw errors.cause(e)
                    .nativeError(new NativeError(command.program(), "not found", String.valueOf(e.getMessage())))
                    .remedy(
                            "install Xen's tools on its dom0 (Debian: xen-utils), or log in as a user who has them in PATH")
                    .unsupported(Support.Reason.MISSING_SOFTWARE, "the host has no " + command.program());
        }
    }

    /** What is run for this tool. */
    public String located(String tool) {
        return locate.apply(tool);
    }

    private Command located(Command command) {
        List<String> words = new ArrayList<>(command.arguments());
        words.set(0, located(command.program()));
        Command located = Command.of(words)
                .timeout(command.timeout())
                .outputLimit(command.outputLimit())
                .input(command.input());
        return command.outputListener().map(located::onOutput).orElse(located);
    }
}
