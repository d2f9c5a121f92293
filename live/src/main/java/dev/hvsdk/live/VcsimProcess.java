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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The program behind a {@link Vcsim}, and its files. It ends when its standard input does, so it cannot outlive this JVM. Thread-safe. */
final class VcsimProcess {

    /** The first half of the sum is in the name of the directory, as {@code scripts/make-vcsim} has it. */
    private static final int SUM_BYTES = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path base;
    private final List<String> options;
    private int port;
    private Process process;
    private BufferedReader said;

    private VcsimProcess(Path base, List<String> options) throws IOException {
        this.base = base;
        this.options = List.copyOf(options);
        process = launch(0);
        said = process.inputReader();
        port = awaitReady();
    }

    static VcsimProcess start(List<String> options) {
        try {
            return new VcsimProcess(Files.createTempDirectory(Path.of("/tmp"), "hv-vcsim-"), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the one is that was made of the sources beside the tests. */
    static Path program() {
        Path sources = Project.script("make-vcsim").resolveSibling("../live/src/main/vcsim");
        return Project.cache("HVSDK_VCSIM", "vcsim").resolve(sum(sources)).resolve("vcsim");
    }

    private static String sum(Path sources) {
        try (Stream<Path> files = Files.list(sources)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(file -> file.toString().endsWith(".go"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList()) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, SUM_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process launch(int onPort) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().toString(), "-l", "127.0.0.1:" + onPort));
        command.addAll(List.of("-tlscert", certificate().toString(), "-tlskey", base + "/key.pem"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log().toFile());
        builder.environment().put("TMPDIR", base.toString());
        return builder.start();
    }

    private int awaitReady() throws IOException {
        String line = said.readLine();
        if (line == null || !line.startsWith("ready ")) {
            String reason = Files.readString(log());
            close();
            throw new IllegalStateException("vcsim does not start: " + line + "\n" + reason);
        }
        return Integer.parseInt(line.replaceAll(".*:(\\d+)/sdk", "$1"));
    }

    private Path log() {
        return base.resolve("log");
    }

    Path certificate() {
        return base.resolve("cert.pem");
    }

    /** A file beside its own, which goes with them. */
    Path write(String name, String text) {
        try {
            return Files.writeString(base.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Says one line to it and returns the one it answers. */
    String command(String line) {
        lock.lock();
        try {
            Writer control = process.outputWriter();
            control.write(line + "\n");
            control.flush();
            String answer = said.readLine();
            if (answer == null || !answer.startsWith("ok")) {
                throw new IllegalStateException("vcsim answers to " + line + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    void suspend() {
        Processes.suspend(process.pid());
    }

    void resume() {
        Processes.signal(process.pid(), "CONT");
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void restart() {
        lock.lock();
        try {
            process = launch(port);
            said = process.inputReader();
            port = awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        kill();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
