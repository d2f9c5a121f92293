/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.containers;

import com.github.dockerjava.api.DockerClient;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Hypervisor;
import java.io.IOException;

/** The first listing of a JVM, with all that comes before it. */
public final class FirstList {
    private FirstList() {}

    /** Takes {@code sdk}, {@code docker-java} or {@code nothing}, and the path of the socket; prints how many there were. */
    public static void main(String[] args) throws IOException {
        System.out.println(list(args[0], args[1]));
        System.exit(0);
    }

    private static int list(String way, String socket) throws IOException {
        return switch (way) {
            case "sdk" -> sdk(socket);
            case "docker-java" -> dockerJava(socket);
            case "nothing" -> 0;
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static int sdk(String socket) {
        try (Hypervisor host = Hypervisors.load().open("docker+unix://" + socket)) {
            return host.guests().size();
        }
    }

    private static int dockerJava(String socket) throws IOException {
        try (DockerClient client = DockerJava.open(socket)) {
            return DockerJava.list(client);
        }
    }
}
