/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract by Docker, with containers that end when they are asked to, and with an engine that goes away. */
@Live({Engine.DOCKER, Engine.CONTAINER_IMAGE})
@LongRunning
class DockerTckLiveTest extends HypervisorTck {
    private static @Nullable Dockerd daemon;

    @BeforeAll
    static void startDaemon() {
        daemon = Dockerd.setup().liveRestore().start();
    }

    @AfterAll
    static void endDaemon() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Override
    protected TckSubject subject() {
        return new DaemonSubject(new DockerProvider(), daemon());
    }

    private static Dockerd daemon() {
        Dockerd started = daemon;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }
}
