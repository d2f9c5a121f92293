/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.containers.internal.http.UnixServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Podman 4.3.1 fails to read a container whose process ends while it looks; seen once in some hundred shutdowns. */
class EndingProcessTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String FAILS = answer("500 No", "{\"message\":\"read /proc/7/cgroup: no such process\"}");

    @TempDir
    private Path directory;

    private final AtomicInteger failures = new AtomicInteger();

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String answer(String request) {
        if (request.contains("/_ping")) {
            return answer("200 OK", "OK");
        }
        if (request.contains("/version")) {
            return answer("200 OK", "{\"Version\":\"4.3.1\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.24\"}");
        }
        if (request.contains("/info")) {
            return answer("200 OK", "{\"SystemTime\":\"2026-01-02T03:04:05.000000006Z\"}");
        }
        return failures.getAndDecrement() > 0
                ? FAILS
                : answer("200 OK", "{\"Id\":\"" + ID + "\",\"Name\":\"/a\",\"State\":{\"Status\":\"exited\"}}");
    }

    private GuestInfo readAfter(int failing) throws IOException {
        failures.set(failing);
        Path socket = directory.resolve("s");
        try (UnixServer server = UnixServer.at(socket, (request, out) -> {
                    out.write(answer(request).getBytes(StandardCharsets.UTF_8));
                    return true;
                });
                Hypervisor host = DockerBackend.DOCKER.open(ConnectSpec.of(URI.create("docker+unix://" + socket)))) {
            assertThat(server.requests()).isNotEmpty();
            return host.guest(GuestId.of(ID)).info();
        }
    }

    @Test
    void readsTheContainerAgainUntilItsProcessHasGone() throws IOException {
        assertThat(readAfter(3).name()).isEqualTo("a");
    }

    @Test
    void tellsTheFailureThatStays() {
        assertThatThrownBy(() -> readAfter(Integer.MAX_VALUE))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("no such process");
    }
}
