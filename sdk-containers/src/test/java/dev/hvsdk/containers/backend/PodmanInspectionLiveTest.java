/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.PodmanService;
import java.nio.file.Files;
import java.nio.file.Path;

@Live({Engine.PODMAN, Engine.CONTAINER_IMAGE})
@LongRunning
class PodmanInspectionLiveTest extends ContainerInspectionContract {
    @Override
    ContainerDaemon daemon() {
        return PodmanService.shared();
    }

    @Override
    Hypervisor open(ConnectSpec spec) {
        return new PodmanProvider().open(spec);
    }

    /** Podman has systemd run them, which is not process 1 where this is tested. */
    @Override
    boolean runsHealthChecks() {
        return false;
    }

    /** That is catatonit, which Debian does not install with Podman unless it is recommended. */
    @Override
    boolean hasInit() {
        return Files.exists(Path.of("/usr/libexec/podman/catatonit"));
    }

    @Override
    Support.Reason whyNotByCdi() {
        return Support.Reason.NOT_IMPLEMENTED;
    }
}
