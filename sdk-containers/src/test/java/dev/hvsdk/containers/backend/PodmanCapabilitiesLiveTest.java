/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.PodmanService;

@Live({Engine.PODMAN, Engine.CONTAINER_IMAGE})
@LongRunning
class PodmanCapabilitiesLiveTest extends ContainerCapabilitiesContract {
    @Override
    ContainerDaemon daemon() {
        return PodmanService.shared();
    }

    @Override
    Hypervisor open(ConnectSpec spec) {
        return new PodmanProvider().open(spec);
    }

    /** Podman 4.3.1 with runc and control groups of version 1 has OOMKilled false, by its own command as well. */
    @Override
    StateReason afterMemoryRanOut() {
        return StateReason.DESTROYED;
    }
}
