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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The script {@code live-libvirtd} at work. It ends when its standard input does, so it cannot outlive this JVM. */
final class LibvirtdProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String ENDED = "(the script ended)";

    private final Path base;
    private final Process script;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private volatile String mode = "system";

    private LibvirtdProcess(Path base, Process script) {
        this.base = base;
        this.script = script;
    }

    static LibvirtdProcess start(List<String> options, Map<String, String> environment) {
        try {
            // Short, for sockets lie in it; and not java.io.tmpdir, which may be anything.
            Path base = Files.createTempDirectory(Path.of("/tmp"), "hv-");
            Files.createDirectory(base.resolve("files"));
            LibvirtdProcess started = new LibvirtdProcess(base, launch(base, options, environment));
            started.listen();
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path base, List<String> options, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", Project.script("live-libvirtd").toString(), "--control", "--remove"));
        command.addAll(options);
        command.add(base.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void listen() {
        Thread listener = new Thread(this::readAll, "live-libvirtd");
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

    private void awaitReady() {
        List<String> heard = new ArrayList<>();
        while (!heard.contains(ENDED)) {
            String line = next(heard);
            if (line.startsWith("ready ")) {
                mode = line.split(" ")[1];
                return;
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
        return new IllegalStateException("libvirtd does not start: " + String.join("\n", heard));
    }

    void restart() {
        try {
            Writer control = script.outputWriter();
            control.write("start\n");
            control.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    String mode() {
        return mode;
    }

    Path base() {
        return base;
    }

    long daemon() {
        return below(
                        base.resolve("libvirtd.pid"),
                        pid -> Processes.arguments(pid).stream()
                                .findFirst()
                                .orElse("")
                                .endsWith("libvirtd"))
                .orElseThrow(() -> new IllegalStateException("the daemon is not running"));
    }

    long qemu(String guest) {
        return Processes.findBelow(script.toHandle(), pid -> isQemu(Processes.arguments(pid), guest))
                .orElseThrow(() -> new IllegalStateException("no QEMU runs a guest " + guest));
    }

    private static boolean isQemu(List<String> arguments, String guest) {
        int name = arguments.indexOf("-name");
        return name >= 0 && (arguments.get(name + 1) + ",").startsWith("guest=" + guest + ",");
    }

    private Optional<Long> below(Path pidFile, Predicate<Long> wanted) {
        try {
            String inner = Files.readString(pidFile).strip();
            return Processes.findBelow(script.toHandle(), pid -> Processes.hasInnerPid(pid, inner) && wanted.test(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        try {
            script.getOutputStream().close();
            if (!script.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                script.destroyForcibly();
                throw new IllegalStateException("live-libvirtd does not end; what it left is in " + base);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            script.destroyForcibly();
            throw Processes.interrupted(e);
        }
    }
}
