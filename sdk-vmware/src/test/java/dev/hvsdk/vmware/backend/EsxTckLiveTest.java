/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a simulated ESXi. */
@Live(Engine.VCSIM)
@LongRunning
class EsxTckLiveTest extends HypervisorTck {
    private static Vcsim simulator;

    @TempDir
    private static Path directories;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().esx().guests(2).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Override
    protected TckSubject subject() {
        return new VsphereSubject("vcsim-esx", simulator, directories);
    }
}
