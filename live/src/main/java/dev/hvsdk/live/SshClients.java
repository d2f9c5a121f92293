/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that stand for ssh, and know a server, or do not, or hang; with a key that the server does not know. Immutable. */
final class SshClients {
    private final Path directory;

    private SshClients(Path directory) {
        this.directory = directory;
    }

    static SshClients make(Path directory, Sshd server) {
        try {
            Files.createDirectories(directory);
            Commands.run(directory, "", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "other");
            Files.writeString(directory.resolve("known"), server.knownByAll());
            Files.writeString(directory.resolve("unknown"), "");
            script(directory, "knowing", wrapper(directory.resolve("known")));
            script(directory, "unknowing", wrapper(directory.resolve("unknown")));
            script(directory, "hanging", "echo $$ >" + directory.resolve("hanging.pid") + "; exec sleep 600");
            return new SshClients(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String wrapper(Path known) {
        return "exec ssh -F none -o UserKnownHostsFile=" + known + " -o GlobalKnownHostsFile=/dev/null \"$@\"";
    }

    private static void script(Path directory, String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        Commands.run(directory, "", "chmod", "+x", file.toString());
    }

    Path file(String name) {
        return directory.resolve(name);
    }
}
