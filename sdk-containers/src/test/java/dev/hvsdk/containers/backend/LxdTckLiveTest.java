/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Lxd;
import dev.hvsdk.testkit.tck.HostDeviation;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract by LXD, with containers that end when they are asked to, and with an engine that goes away. */
@LongRunning
@Live({Engine.LXD, Engine.CONTAINER_IMAGE})
class LxdTckLiveTest extends HypervisorTck {
    private static @Nullable Lxd daemon;

    @BeforeAll
    static void startDaemon() {
        daemon = Lxd.start();
    }

    @AfterAll
    static void endDaemon() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Override
    protected TckSubject subject() {
        String proof = "its API for volumes (storage-pools/POOL/volumes) gives and takes archives of its own form,"
                + " and nothing that is the bytes of the volume alone";
        return new DaemonSubject(
                new LxdProvider(),
                daemon(),
                List.of(
                        new HostDeviation("HV-776", "Unsupported", proof, "5.0.2"),
                        new HostDeviation("HV-778", "Unsupported", proof, "5.0.2")));
    }

    private static Lxd daemon() {
        Lxd started = daemon;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }
}
