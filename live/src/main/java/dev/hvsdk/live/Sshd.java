/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An OpenSSH server on a free port of 127.0.0.1, run by this user and for this user, with keys of its own.
 *
 * <p>Thread-safe.
 */
public final class Sshd implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/sbin/sshd");
    private static final Path KEYGEN = Path.of("/usr/bin/ssh-keygen");

    /** Which the server insists on when root runs it. */
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final Process process;

    private Sshd(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static Optional<String> missing() {
        for (Path program : List.of(SERVER, KEYGEN)) {
            if (!Files.isExecutable(program)) {
                return Optional.of("no " + program + " here: run scripts/install-engines containers");
            }
        }
        return Optional.empty();
    }

    /** Starts one and waits until it listens. */
    public static Sshd start() {
        return start(Path.of("/nonexistent"));
    }

    /** Starts one whose commands find the programs of this directory first. */
    public static Sshd start(Path programs) {
        try {
            Path directory = Files.createTempDirectory("hvsdk-sshd");
            makeKey(directory.resolve("host_ed25519"), "ed25519");
            makeKey(directory.resolve("host_ecdsa"), "ecdsa");
            makeKey(directory.resolve("client"), "ed25519");
            Files.copy(directory.resolve("client.pub"), directory.resolve("authorized_keys"));
            int port = Ports.free();
            Files.writeString(directory.resolve("config"), configuration(directory, port, programs));
            Sshd sshd = new Sshd(directory, port, launch(directory));
            sshd.writeKnownHosts();
            sshd.awaitListening();
            return sshd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeKey(Path file, String type) {
        if (!Processes.succeeds(KEYGEN.toString(), "-q", "-t", type, "-N", "", "-f", file.toString())) {
            throw new IllegalStateException("ssh-keygen made no key " + file);
        }
    }

    private static String configuration(Path directory, int port, Path programs) {
        return String.join(
                "\n",
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "HostKey " + directory.resolve("host_ed25519"),
                "HostKey " + directory.resolve("host_ecdsa"),
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "PidFile none",
                "UsePAM no",
                // The temporary directory is everybody's, which the server would not like above a file of keys.
                "StrictModes no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin yes",
                "MaxStartups 100",
                // A home of its own: bash reads the user's .bashrc for each command by SSH, which may take seconds.
                "SetEnv PATH=" + programs + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=" + directory,
                "");
    }

    private static Process launch(Path directory) throws IOException {
        if (Processes.isRoot()) {
            Files.createDirectories(PRIVILEGE_SEPARATION);
        }
        // Its path in full, for it starts itself anew for each client; and ended with this JVM, however that ends.
        return new ProcessBuilder(
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        SERVER.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private void writeKnownHosts() throws IOException {
        Files.writeString(knownHosts(), known("host_ed25519"));
    }

    /** Both of its keys, for clients that choose the other one. */
    String knownByAll() {
        try {
            return known("host_ed25519") + known("host_ecdsa");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String known(String key) throws IOException {
        return "[127.0.0.1]:" + port + " " + Files.readString(directory.resolve(key + ".pub"));
    }

    private void awaitListening() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String log = log();
                close();
                throw new IllegalStateException("the SSH server does not listen: " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** A file that knows one of its two keys. */
    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    /** A private key by which this user may log in. */
    public Path clientKey() {
        return directory.resolve("client");
    }

    /** Its files. */
    public Path directory() {
        return directory;
    }

    /** A URI of this scheme for this user, with the parameters that are needed to trust it and to log in. */
    public String uri(String scheme) {
        return scheme + "://" + System.getProperty("user.name") + "@127.0.0.1:" + port + "/?known_hosts=" + knownHosts()
                + "&keyfile=" + clientKey();
    }

    /** Ends the connections that are open; the server goes on. */
    public void breakConnections() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** What it has said. */
    public String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, its connections and what runs by them, and removes its files. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            Files.walkFileTree(directory, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
