/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenSSH's server on a free port of 127.0.0.1, for the user that runs this JVM, with keys of its own. Thread-safe. */
final class SshServer implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final Process process;

    private SshServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static SshServer start(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String key : List.of("host", "user", "other")) {
                Commands.run(directory, "", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
            }
            int port = Libvirtd.Setup.freePort();
            write(directory, port);
            return listening(new SshServer(directory, port, launch(directory)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path directory, int port) throws IOException {
        Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
        String key = Files.readString(directory.resolve("host.pub"));
        Files.writeString(directory.resolve("known"), "[127.0.0.1]:" + port + " " + key);
        Files.writeString(directory.resolve("unknown"), "");
        Files.writeString(
                directory.resolve("sshd_config"),
                String.join(
                        "\n",
                        "Port " + port,
                        "ListenAddress 127.0.0.1",
                        "HostKey " + directory.resolve("host"),
                        "PidFile none",
                        "AuthorizedKeysFile " + directory.resolve("authorized"),
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "KbdInteractiveAuthentication no",
                        "PermitRootLogin prohibit-password",
                        ""));
        script(directory, "knowing", wrapper(directory.resolve("known")));
        script(directory, "unknowing", wrapper(directory.resolve("unknown")));
        script(directory, "hanging", "echo $$ >" + directory.resolve("hanging.pid") + "; exec sleep 600");
    }

    private static String wrapper(Path known) {
        return "exec ssh -F none -o UserKnownHostsFile=" + known + " -o GlobalKnownHostsFile=/dev/null \"$@\"";
    }

    private static void script(Path directory, String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        Commands.run(directory, "", "chmod", "+x", file.toString());
    }

    private static Process launch(Path directory) throws IOException {
        if (Processes.isRoot()) {
            // Where it shuts unknown clients in; the service of the system would make it.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        // Its path in full, for it starts itself anew for each client; and ended with this JVM, however that ends.
        return new ProcessBuilder(List.of(
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        directory + "/sshd_config"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private static SshServer listening(SshServer server) {
        try {
            Eventually.contains(server.directory.resolve("log"), "Server listening");
            return server;
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
