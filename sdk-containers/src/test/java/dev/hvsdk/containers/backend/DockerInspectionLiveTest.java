/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;

@Live({Engine.DOCKER, Engine.CONTAINER_IMAGE})
class DockerInspectionLiveTest extends ContainerInspectionContract {
    @Override
    ContainerDaemon daemon() {
        return Dockerd.shared();
    }

    @Override
    Hypervisor open(ConnectSpec spec) {
        return new DockerProvider().open(spec);
    }
}
