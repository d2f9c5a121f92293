/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs the tools, and makes errors of what they say. Thread-safe. */
final class ToolCalls {
    /** How much of an answer that cannot be read goes into the error. */
    private static final int RAW_LIMIT = 2000;

    private static final List<String> DENIALS = List.of(
            "permission denied",
            "operation not permitted",
            "must be root",
            "access denied",
            "not permitted",
            "authentication required",
            "insufficient privilege");

    private static final List<String> ABSENCES =
            List.of("not found", "no such", "does not exist", "no machine", "no image", "unknown jail");

    private final String backend;
    private final CommandRunner runner;
    private final UnaryOperator<String> locate;
    private final HostContext context;
    private final ConnectParameters parameters;

    /**
     * Calls by this runner.
     *
     * @param locate makes of the name of a tool what is run
     */
    ToolCalls(
            String backend,
            CommandRunner runner,
            UnaryOperator<String> locate,
            HostContext context,
            ConnectParameters parameters) {
        this.backend = backend;
        this.parameters = parameters;
        this.runner = runner;
        this.locate = locate;
        this.context = context;
    }

    /**
     * A directory that the URI names, or else this one.
     *
     * @throws IllegalArgumentException if it is no absolute path
     */
    String directory(String parameter, String otherwise) {
        return parameters
                .find(parameter)
                .map(value -> absolute(parameter, value))
                .orElse(otherwise);
    }

    static String absolute(String parameter, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the parameter '" + parameter + "' of the URI must be an absolute path");
        }
        return path;
    }

    /** Reads what a command prints; a command that fails, and an answer in another form, are errors. */
    <T> T parse(Function<? super String, ? extends T> parser, String... command) {
        return read(parser, succeed(context.errors("list guests"), Command.of(List.of(command))), command);
    }

    /** The same; empty if the command fails, for what may have gone since it was listed. */
    <T> Optional<T> tryParse(Function<? super String, ? extends T> parser, String... command) {
        CommandResult result = run(
                context.errors("list guests"),
                Command.of(List.of(command)).timeout(context.deadline().left()));
        return result.isSuccess() ? Optional.of(read(parser, result, command)) : Optional.empty();
    }

    private <T> T read(Function<? super String, ? extends T> parser, CommandResult result, String... command) {
        ErrorFactory errors = context.errors("list guests");
        if (result.isTruncated()) {
            throw unreadable(errors, command, result.stdout(), "it is too long", null);
        }
        try {
            return parser.apply(result.stdout());
        } catch (UnreadableOutputException e) {
            throw unreadable(errors, command, result.stdout(), String.valueOf(e.getMessage()), e);
        }
    }

    private static HypervisorException unreadable(
            ErrorFactory errors, String[] command, String raw, String what, @Nullable Throwable cause) {
        String shown = raw.length() <= RAW_LIMIT ? raw : raw.substring(0, RAW_LIMIT) + "...";
        return errors.nativeError(new NativeError(command[0], "unreadable", shown))
                .cause(cause)
                .hostFailure("the answer of " + String.join(" ", command) + " cannot be read: " + what);
    }

    /** What a command prints; empty if it fails, for what only some versions have. */
    Optional<String> tryOutput(String... command) {
        try {
            CommandResult result =
                    run(Command.of(List.of(command)).timeout(context.deadline().left()));
            return result.isSuccess() ? Optional.of(result.stdout()) : Optional.empty();
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    /** Runs a command that has to succeed, at most for the deadline of a call. */
    CommandResult succeed(ErrorFactory errors, Command command) {
        return checked(
                errors, command, run(errors, command.timeout(context.deadline().left())));
    }

    /** Runs a command that has to succeed, for as long as it was granted. */
    void change(ErrorFactory errors, Command command) {
        checked(errors, command, run(errors, command));
    }

    private static CommandResult checked(ErrorFactory errors, Command command, CommandResult result) {
        if (!result.isSuccess()) {
            throw failure(errors, command, result);
        }
        return result;
    }

    private static HypervisorException failure(ErrorFactory errors, Command command, CommandResult result) {
        String said = (result.stderr().isBlank() ? result.stdout() : result.stderr()).strip();
        String text = said.length() <= RAW_LIMIT ? said : said.substring(0, RAW_LIMIT) + "...";
        ErrorFactory detailed =
                errors.nativeError(new NativeError(command.program(), "exit code " + result.exitCode(), text));
        String what = command.program() + " failed: " + text.lines().findFirst().orElse("it said nothing");
        String lower = text.toLowerCase(Locale.ROOT);
        if (DENIALS.stream().anyMatch(lower::contains)) {
            return detailed.remedy("log in as root, or as a user who may").permissionDenied(what);
        }
        return ABSENCES.stream().anyMatch(lower::contains) ? detailed.notFound(what) : detailed.hostFailure(what);
    }

    /** Runs a command; that the tool itself is not there is an error. */
    CommandResult run(ErrorFactory errors, Command command) {
        try {
            return run(command);
        } catch (NotFound e) {
            throw errors.cause(e)
                    .remedy("install it, or name its directory by ?tools=")
                    .unsupported(Support.Reason.MISSING_SOFTWARE, "the host has no " + command.program());
        }
    }

    private CommandResult run(Command command) {
        List<String> located = new ArrayList<>(command.arguments());
        located.set(0, locate.apply(command.program()));
        Command whole = Command.of(located)
                .timeout(command.timeout())
                .outputLimit(command.outputLimit())
                .input(command.input());
        return NamedErrors.named(backend, () -> runner.run(whole));
    }
}
