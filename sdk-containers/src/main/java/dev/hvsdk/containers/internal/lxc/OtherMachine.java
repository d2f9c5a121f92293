/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.spi.driver.HostContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another machine, by the programs of POSIX, realpath, mktemp and stat (coreutils or busybox). Thread-safe. */
final class OtherMachine implements Machine {
    /** Fixed texts: what differs comes as arguments, which no shell reads again. */
    private static final String FIND_PROGRAM = "command -v \"$1\" >/dev/null";

    private static final String REPLACE =
            "t=$(mktemp \"$1.XXXXXX\") && { cat >\"$t\" && mv -f \"$t\" \"$1\" || { rm -f \"$t\"; exit 1; }; }";

    /** Before each text whether it is there, and a character after it that texts have none of. */
    private static final String READ_ALL =
            "for f; do if [ -f \"$f\" ] && [ -r \"$f\" ]; then printf +; tr -d '\\000' <\"$f\"; else printf -; fi; printf '\\000'; done";

    private static final char IS_THERE = '+';
    private static final char END = '\0';

    private static final String TEMPORARY = "t=$(mktemp) && cat >\"$t\" && printf %s \"$t\"";

    private final CommandRunner runner;
    private final HostContext context;

    OtherMachine(CommandRunner runner, HostContext context) {
        this.runner = runner;
        this.context = context;
    }

    private CommandResult run(String input, List<String> command) {
        Command timed = Command.of(command)
                .input(input.getBytes(StandardCharsets.UTF_8))
                .timeout(context.deadline().left());
        return NamedErrors.named(LxcEngine.ID, () -> runner.run(timed));
    }

    private boolean succeeds(String... command) {
        return run("", List.of(command)).isSuccess();
    }

    private String output(String input, String... command) throws IOException {
        CommandResult result = run(input, List.of(command));
        if (!result.isSuccess() || result.isTruncated()) {
            throw new IOException(command[0] + " failed: " + result);
        }
        return result.stdout();
    }

    private String outputFor(Path path, String... command) throws IOException {
        try {
            return output("", with(path, command));
        } catch (IOException e) {
            if (!exists(path)) {
                throw missing(path, e);
            }
            throw e;
        }
    }

    private static IOException missing(Path path, IOException cause) {
        NoSuchFileException missing = new NoSuchFileException(path.toString());
        missing.initCause(cause);
        return missing;
    }

    private static String[] with(Path path, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.add(path.toString());
        return all.toArray(String[]::new);
    }

    @Override
    public boolean isThisOne() {
        return false;
    }

    @Override
    public String architecture() throws IOException {
        return output("", "uname", "-m").strip();
    }

    @Override
    public boolean hasProgram(String name) {
        return succeeds("sh", "-c", FIND_PROGRAM, "sh", name);
    }

    @Override
    public boolean exists(Path path) {
        return succeeds("test", "-e", path.toString());
    }

    @Override
    public boolean isDirectory(Path path) {
        return succeeds("test", "-d", path.toString());
    }

    @Override
    public boolean isUsable(Path directory) {
        return succeeds("test", "-r", directory.toString()) && succeeds("test", "-w", directory.toString());
    }

    @Override
    public String read(Path file) throws IOException {
        return outputFor(file, "cat", "--");
    }

    @Override
    public Map<Path, String> readAll(Collection<Path> files) throws IOException {
        List<Path> asked = List.copyOf(files);
        List<String> command = new ArrayList<>(List.of("sh", "-c", READ_ALL, "sh"));
        asked.forEach(file -> command.add(file.toString()));
        String output = output("", command.toArray(String[]::new));
        Map<Path, String> texts = new HashMap<>();
        int at = 0;
        for (Path file : asked) {
            int end = output.indexOf(END, at);
            if (end < 0) {
                throw new IOException("the texts of " + asked.size() + " files end early");
            }
            if (output.charAt(at) == IS_THERE) {
                texts.put(file, output.substring(at + 1, end));
            }
            at = end + 1;
        }
        return texts;
    }

    /** A name with a line break would be two, neither of which is a container or a snapshot. */
    @Override
    public List<String> list(Path directory) throws IOException {
        return outputFor(directory, "ls", "-1A", "--").lines().sorted().toList();
    }

    @Override
    public Instant modified(Path file) throws IOException {
        String seconds = outputFor(file, "stat", "-c", "%Y", "--").strip();
        if (!seconds.matches("\\d{1,18}")) {
            throw new IOException("stat says no time: " + seconds);
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    @Override
    public Path real(Path path) throws IOException {
        return Path.of(outputFor(path, "realpath", "--").replaceAll("\n$", ""));
    }

    @Override
    public void replace(Path file, String text) throws IOException {
        String ignored = output(text, "sh", "-c", REPLACE, "sh", file.toString());
    }

    @Override
    public Path temporary(String text) throws IOException {
        return Path.of(output(text, "sh", "-c", TEMPORARY));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        try {
            String ignored = output("", "mkdir", "--", directory.toString());
        } catch (IOException e) {
            if (exists(directory)) {
                FileAlreadyExistsException there = new FileAlreadyExistsException(directory.toString());
                there.initCause(e);
                throw there;
            }
            throw e;
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        String ignored = output("", "rm", "-rf", "--", path.toString());
    }
}
