/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.HypervisorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong and what to do. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final String PASSED_ON = "COMMAND";

    private final Session session;

    Errors(Session session) {
        this.session = session;
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        boolean empty = isEmptyArgument(error, args);
        return misused(error.getCommandLine(), empty ? "an argument is empty" : problem(error));
    }

    private int misused(CommandLine command, String problem) {
        session.say(problem + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** picocli stumbles over an empty argument where abbreviated options are allowed. */
    private static boolean isEmptyArgument(ParameterException error, String... args) {
        return error.getCause() instanceof IndexOutOfBoundsException
                && Arrays.asList(args).contains("");
    }

    private static String problem(ParameterException error) {
        return error instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched.getUnmatched().get(0), error.getCommandLine())
                : clause(String.valueOf(error.getMessage()));
    }

    /** picocli's messages are sentences, some with a full stop; ours goes on. */
    private static String clause(String message) {
        String text = lowerFirst(message.strip());
        return (text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                .replace("unknown subcommand", "unknown command");
    }

    private static String unmatched(String argument, CommandLine command) {
        if (argument.startsWith("-")) {
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            Set<String> names = command.getCommandSpec().optionsMap().keySet();
            String hint = isPassingOn(command) ? "; options of the COMMAND stand behind --" : "";
            // Between letters alone every word is near.
            return "unknown option '" + name + "'"
                    + (name.startsWith("--") || hint.isEmpty() ? Suggestions.meant(name, names) : "") + hint;
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "too many arguments: '" + argument + "'"
                : "unknown command '" + argument + "'" + Suggestions.meant(argument, commands);
    }

    /** Where a command for a guest stands on the line, its options are taken for ours unless they stand behind {@code --}. */
    private static boolean isPassingOn(CommandLine command) {
        return command.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().equals(PASSED_ON));
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof UsageException) {
            return misused(command, String.valueOf(error.getMessage()));
        }
        failed(error, hint(error, command, parsed));
        int declared = command.getCommandSpec().exitCodeOnExecutionException();
        return declared == CommandLine.ExitCode.SOFTWARE ? ExitCode.FAILURE : declared;
    }

    int failed(Exception error) {
        return failed(error, "");
    }

    private int failed(Exception error, String hint) {
        boolean expected = isExpected(error);
        String message = expected ? String.valueOf(error.getMessage()) : "this should not have happened: " + error;
        session.say(message + hint + (session.isVerbose() ? "" : verboseHint(error, expected)));
        if (session.isVerbose()) {
            showCauses(error, expected);
        }
        return ExitCode.FAILURE;
    }

    /** Standard output took not all of it. A pipe whose reader has seen enough, such as head, is told nothing. */
    int unwritable(IOException error) {
        String reason = String.valueOf(error.getMessage());
        // The text of EPIPE; the JDK gives no other sign of it.
        if (reason.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            return ExitCode.READER_GONE;
        }
        session.say("cannot write to standard output: " + reason);
        return ExitCode.FAILURE;
    }

    /** Only where somebody has not said himself how long it may take. */
    private static String hint(Exception error, CommandLine command, ParseResult parsed) {
        boolean isHostsSlowness = error instanceof HypervisorException.TimedOut timedOut
                && timedOut.remedy().isEmpty()
                && command.getCommandSpec().findOption(ConnectOptions.DEADLINE) != null
                && !parsed.hasMatchedOption(Waiting.TIMEOUT);
        return isHostsSlowness ? "; " + ConnectOptions.DEADLINE + " gives the host longer" : "";
    }

    private static String verboseHint(Exception error, boolean expected) {
        return expected && error.getCause() == null ? "" : " (--verbose shows the cause)";
    }

    private static boolean isExpected(Exception error) {
        return error instanceof HypervisorException || error instanceof FailureException;
    }

    private void showCauses(Exception error, boolean expected) {
        PrintWriter err = session.terminal().err();
        if (!expected) {
            error.printStackTrace(err);
            return;
        }
        int depth = 0;
        for (@Nullable Throwable cause = error.getCause(); cause != null && depth < 10; cause = cause.getCause()) {
            err.println("  caused by: " + Text.clean(cause.toString()));
            depth++;
        }
    }
}
