/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.PodmanService;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@Live({Engine.PODMAN, Engine.CONTAINER_IMAGE})
@LongRunning
class PodmanReliabilityLiveTest extends ReliabilityContract {
    @Override
    DockerBackend backend() {
        return DockerBackend.PODMAN;
    }

    @Override
    ContainerDaemon startDaemon() {
        return PodmanService.start();
    }

    @Override
    boolean remembersEvents() {
        return true;
    }

    /** Podman takes a third of a second to tell its version, so they are fewer than with Docker. */
    @Test
    void manyConnectionsLeaveNothing() throws IOException {
        leavesNothing(100);
    }
}
