/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Vcsim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Datastores and networks of a vCenter. */
@Live(Engine.VCSIM)
@LongRunning
class VcenterResourcesLiveTest extends VsphereResourcesContract {
    private static Vcsim simulator;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Override
    Vcsim simulator() {
        return simulator;
    }
}
