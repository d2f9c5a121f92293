/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A script that keeps an engine running in a directory, and says "ready" when it answers. It ends when its standard input does, so
 * it cannot outlive this JVM.
 */
final class LiveScript {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String ENDED = "(the script ended)";

    private final String engine;
    private final Path base;
    private final Process script;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private LiveScript(String engine, Path base, Process script) {
        this.engine = engine;
        this.base = base;
        this.script = script;
    }

    /** Starts it with these words before the directory. The name of the engine is for people. */
    static LiveScript start(String engine, String script, List<String> options, Map<String, String> environment) {
        try {
            // Short, for sockets lie in it; and not java.io.tmpdir, which may be anything.
            Path base = Files.createTempDirectory(Path.of("/tmp"), "hv-");
            Files.createDirectory(base.resolve("files"));
            LiveScript started = new LiveScript(engine, base, launch(script, base, options, environment));
            started.listen();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(String script, Path base, List<String> options, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", Project.script(script).toString(), "--control", "--remove"));
        command.addAll(options);
        command.add(base.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void listen() {
        Thread listener = new Thread(this::readAll, "live-script");
        listener.setDaemon(true);
        listener.start();
    }

    private void readAll() {
        try (BufferedReader reader = script.inputReader()) {
            reader.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add(e.toString());
        }
        said.add(ENDED);
    }

    /** Waits for the engine to answer, and returns what the script said of it. */
    List<String> awaitReady() {
        List<String> heard = new ArrayList<>();
        while (!heard.contains(ENDED)) {
            String line = next(heard);
            if (line.startsWith("ready ")) {
                return Arrays.asList(line.split(" ")).subList(1, line.split(" ").length);
            }
            heard.add(line);
        }
        throw unusable(heard);
    }

    private String next(List<String> heard) {
        try {
            return Optional.ofNullable(said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> unusable(heard));
        } catch (InterruptedException e) {
            close();
            throw Processes.interrupted(e);
        }
    }

    private IllegalStateException unusable(List<String> heard) {
        close();
        return new IllegalStateException(engine + " does not start: " + String.join("\n", heard));
    }

    /** Starts the engine again, and returns what the script says of it. */
    List<String> restart() {
        try {
            Writer control = script.outputWriter();
            control.write("start\n");
            control.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return awaitReady();
    }

    Path base() {
        return base;
    }

    /** A descendant by the number that the engine's namespace has for it, if its program's name ends so. */
    Optional<Long> find(String innerPid, String program) {
        return Processes.findBelow(
                script.toHandle(),
                pid -> Processes.hasInnerPid(pid, innerPid)
                        && Processes.arguments(pid).stream()
                                .findFirst()
                                .orElse("")
                                .endsWith(program));
    }

    ProcessHandle handle() {
        return script.toHandle();
    }

    void close() {
        try {
            script.getOutputStream().close();
            if (!script.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                script.destroyForcibly();
                throw new IllegalStateException(engine + " does not end; what it left is in " + base);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            script.destroyForcibly();
            throw Processes.interrupted(e);
        }
    }
}
