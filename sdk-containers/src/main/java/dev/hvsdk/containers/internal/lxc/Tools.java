/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The tools of LXC on one directory of containers. Thread-safe. */
final class Tools implements Driver {
    /** A change is an operation without a deadline; a tool that hangs for this long has failed. */
    private static final Duration LONG = Duration.ofMinutes(30);

    /** A fixed text: the directory comes as an argument, and names as lines, which no shell reads again. */
    private static final String STATES = """
            names=$(lxc-ls -P "$1" -1) || exit
            printf '%s\\n' "$names" | while read -r name; do
              [ -n "$name" ] && state=$(lxc-info -P "$1" -n "$name" -H -s </dev/null) && printf '%s %s\\n' "$state" "$name"
            done
            exit 0
            """;

    private static final int TEXT_LIMIT = 2000;

    /** What lxc-snapshot says as an error of each root that is a directory, also when all is well (lxccontainer.c of LXC 5.0). */
    private static final List<String> NOTICES = List.of(
            "Snapshot of directory-backed container requested",
            "Making a copy-clone.",
            "please create overlay clone first",
            "and keep the original container pristine");

    private final CommandRunner runner;
    private final UnaryOperator<String> locate;
    private final HostContext context;
    private final Machine machine;
    private final Path directory;

    /**
     * Runs tools by this runner, which are on this machine.
     *
     * @param locate makes of the name of a tool what is run
     */
    Tools(CommandRunner runner, UnaryOperator<String> locate, HostContext context, Machine machine, Path directory) {
        this.runner = runner;
        this.machine = machine;
        this.locate = locate;
        this.context = context;
        this.directory = directory;
    }

    /** The machine that they are on. */
    Machine machine() {
        return machine;
    }

    /** One of the tools, on this directory, with more arguments. */
    List<String> command(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of(locate.apply(tool), "-P", directory.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs one of the tools; that it is not there is Unsupported. */
    CommandResult run(ErrorFactory errors, Command command) {
        try {
            return NamedErrors.named(LxcEngine.ID, () -> runner.run(command));
        } catch (NotFound e) {
            throw errors.cause(e)
                    .remedy("install the package lxc")
                    .unsupported(Support.Reason.MISSING_SOFTWARE, "the host has no " + command.program());
        }
    }

    /** Runs one of the tools for as long as it takes; that it fails is an error. */
    void change(ErrorFactory errors, List<String> command) {
        CommandResult result = run(errors, Command.of(command).timeout(LONG));
        if (!result.isSuccess()) {
            throw detailed(errors, command.get(0), result).hostFailure(said(command.get(0), result));
        }
    }

    static ErrorFactory detailed(ErrorFactory errors, String tool, CommandResult result) {
        return errors.nativeError(new NativeError(tool, "exit code " + result.exitCode(), text(result)));
    }

    private static String said(String tool, CommandResult result) {
        return tool + " failed: "
                + text(result)
                        .lines()
                        .filter(line -> NOTICES.stream().noneMatch(line::contains))
                        .findFirst()
                        .orElse("it said nothing");
    }

    private static String text(CommandResult result) {
        String said = (result.stderr().isBlank() ? result.stdout() : result.stderr()).strip();
        return said.length() <= TEXT_LIMIT ? said : said.substring(0, TEXT_LIMIT) + "...";
    }

    private CommandResult ask(String tool, String... arguments) {
        Command command =
                Command.of(command(tool, arguments)).timeout(context.deadline().left());
        return run(context.errors("read"), command);
    }

    /** What the tools say that they are; empty if they do not. */
    String version() {
        CommandResult result = run(context.errors("connect"), Command.of(locate.apply("lxc-start"), "--version"));
        return result.isSuccess() ? result.stdout().strip() : "";
    }

    @Override
    public List<String> names() {
        CommandResult result = ask("lxc-ls", "-1");
        if (!result.isSuccess()) {
            throw detailed(context.errors("list guests"), "lxc-ls", result).hostFailure(said("lxc-ls", result));
        }
        return lines(result.stdout()).sorted().toList();
    }

    /** The states of all containers by their names, in order, by one command: for hosts that are far away. */
    Map<String, String> states() {
        Command command = Command.of("sh", "-c", STATES, "sh", directory.toString())
                .timeout(context.deadline().left());
        ErrorFactory errors = context.errors("list guests");
        CommandResult result = run(errors, command);
        if (!result.isSuccess() || result.isTruncated()) {
            throw detailed(errors, "lxc-ls", result).hostFailure(said("lxc-ls", result));
        }
        Map<String, String> states = new TreeMap<>();
        lines(result.stdout())
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> states.put(words[1], words[0]));
        return states;
    }

    @Override
    public Optional<String> state(String name) {
        return only(ask("lxc-info", "-n", name, "-H", "-s"));
    }

    @Override
    public Optional<Long> processId(String name) {
        return only(ask("lxc-info", "-n", name, "-H", "-p")).map(Long::valueOf);
    }

    private static Optional<String> only(CommandResult result) {
        return result.isSuccess() ? lines(result.stdout()).findFirst() : Optional.empty();
    }

    private static Stream<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    @Override
    public boolean freeze(String name) {
        return ask("lxc-freeze", "-n", name).isSuccess();
    }

    @Override
    public boolean unfreeze(String name) {
        return ask("lxc-unfreeze", "-n", name).isSuccess();
    }

    @Override
    public boolean stop(String name) {
        return ask("lxc-stop", "-n", name, "--kill").isSuccess();
    }

    @Override
    public Optional<String> item(String name, String key) {
        CommandResult result = ask("lxc-cgroup", "-n", name, key);
        return result.isSuccess() ? Optional.of(result.stdout().strip()) : Optional.empty();
    }

    @Override
    public boolean setItem(String name, String key, String value) {
        return ask("lxc-cgroup", "-n", name, key, value).isSuccess();
    }
}
