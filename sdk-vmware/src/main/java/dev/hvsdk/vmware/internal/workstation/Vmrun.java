/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Runs vmrun, and makes errors of what it says. Thread-safe. */
final class Vmrun {
    /** A suspension writes all the memory, a snapshot of a large disk takes minutes; a tool that hangs for this long has failed. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private static final int TEXT_LIMIT = 2000;
    private static final String ERROR = "Error: ";

    private final Path tool;
    private final Product product;
    private final CommandRunner runner;
    private final HostContext context;

    Vmrun(Path tool, Product product, CommandRunner runner, HostContext context) {
        this.tool = tool;
        this.product = product;
        this.runner = runner;
        this.context = context;
    }

    /** The machines that run, paused ones too. */
    Set<Path> running() {
        ErrorFactory about = context.errors("list guests");
        Set<Path> running = new LinkedHashSet<>();
        read(about, "list")
                .lines()
                .skip(1)
                .map(String::strip)
                .filter(Vmrun::isPath)
                .forEach(line -> running.add(Machines.canonical(Path.of(line))));
        return running;
    }

    private static boolean isPath(String line) {
        return line.toLowerCase(Locale.ROOT).endsWith(".vmx");
    }

    /** What a command says, within the deadline of a call. */
    String read(ErrorFactory about, String verb, String... rest) {
        return run(about, context.deadline().left(), verb, rest);
    }

    /** Has a command change something, which may take its time. */
    void change(ErrorFactory about, String verb, String... rest) {
        run(about, LONG, verb, rest);
    }

    private String run(ErrorFactory about, Duration timeout, String verb, String... rest) {
        List<String> arguments = new ArrayList<>(List.of(tool.toString(), "-T", product.type(), verb));
        arguments.addAll(List.of(rest));
        CommandResult result = run(about, Command.of(arguments).timeout(timeout));
        if (!result.isSuccess() || result.stdout().startsWith(ERROR)) {
            throw failure(about, verb, result);
        }
        return result.stdout();
    }

    /** What another program says; empty if it is not there, or fails. */
    Optional<String> tryOutput(Path program, String argument) {
        try {
            CommandResult result = runner.run(Command.of(program.toString(), argument)
                    .timeout(context.deadline().left()));
            return result.isSuccess() ? Optional.of(result.stdout()) : Optional.empty();
        } catch (NotFound | PermissionDenied | HostFailure | TimedOut e) {
            // Only a version is asked for, which a reading may lack.
            return Optional.empty();
        }
    }

    private CommandResult run(ErrorFactory about, Command command) {
        try {
            return runner.run(command);
        } catch (NotFound e) {
            throw about.cause(e).unsupported(Support.Reason.MISSING_SOFTWARE, "there is no program " + tool);
        } catch (TimedOut e) {
            throw about.cause(e).asTransient().timedOut("vmrun did not end in time and was ended");
        } catch (PermissionDenied e) {
            throw about.cause(e).permissionDenied("vmrun may not be run by this user");
        } catch (HostFailure e) {
            throw about.cause(e).hostFailure("vmrun cannot be run");
        }
    }

    /** The exit code is 255 whatever it is about; the words tell, of which the manual lists none. */
    private static HypervisorException failure(ErrorFactory about, String verb, CommandResult result) {
        String said = (result.stdout().isBlank() ? result.stderr() : result.stdout()).strip();
        String text = said.length() <= TEXT_LIMIT ? said : said.substring(0, TEXT_LIMIT) + "...";
        ErrorFactory detailed = about.nativeError(new NativeError("vmrun", "exit code " + result.exitCode(), text));
        String what = "vmrun " + verb + " failed: " + text.lines().findFirst().orElse("it said nothing");
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("permission") || lower.contains("access denied")) {
            return detailed.permissionDenied(what);
        } else if (lower.contains("powered on")) {
            return detailed.wrongState(what);
        } else if (lower.contains("cannot be found") || lower.contains("does not exist")) {
            return detailed.notFound(what);
        }
        return detailed.hostFailure(what);
    }
}
