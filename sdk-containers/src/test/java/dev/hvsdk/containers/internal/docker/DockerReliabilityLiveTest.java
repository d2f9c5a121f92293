/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@Live({Engine.DOCKER, Engine.CONTAINER_IMAGE})
class DockerReliabilityLiveTest extends ReliabilityContract {
    @Override
    DockerBackend backend() {
        return DockerBackend.DOCKER;
    }

    @Override
    ContainerDaemon startDaemon() {
        return Dockerd.start();
    }

    @Override
    boolean remembersEvents() {
        return false;
    }

    @Test
    @LongRunning
    void tenThousandConnectionsLeaveNothing() throws IOException {
        leavesNothing(10_000);
    }
}
