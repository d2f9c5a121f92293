/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Live(Engine.DOCKER)
class DockerLiveTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @Test
    void closedConnectionsLeaveNoDescriptors(Dockerd daemon) throws IOException {
        use(daemon);
        long before = descriptors();
        for (int i = 0; i < 50; i++) {
            use(daemon);
        }
        assertThat(descriptors()).isLessThan(before + 10);
    }

    private static void use(Dockerd daemon) {
        ConnectSpec spec = ConnectSpec.of(URI.create(daemon.uri()));
        try (Hypervisor host = new DockerProvider().open(spec)) {
            host.guests();
            Subscription unused = host.subscribe(event -> {});
            assertThat(unused.isOpen()).isTrue();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }
}
