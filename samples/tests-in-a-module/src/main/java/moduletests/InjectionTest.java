/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package moduletests;

import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.testkit.FakeClock;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InjectionTest {
    @FakeHypervisor(guests = {"web", "db:stopped"})
    private Hypervisor host;

    @FakeHypervisor
    private FakeHost fake;

    @FakeHypervisor
    private FakeClock clock;

    @Test
    void runsInANamedModule() {
        assertTrue(getClass().getModule().isNamed());
        assertEquals("dev.hvsdk.testkit", FakeHost.class.getModule().getName());
    }

    @Test
    void injectsFields() {
        clock.advance(Duration.ofMinutes(1));

        assertThat(host).guest("web").isRunning();
        assertThat(host).guest("db").isStopped();
        assertEquals(clock.instant(), fake.clock().instant());
    }

    @Test
    void injectsParameters(
            @FakeHypervisor(host = "docker", profile = FakeHypervisor.Profile.CONTAINERS, guests = "cache")
                    Hypervisor docker) {
        assertThat(docker).guest("cache").hasState(GuestState.RUNNING);
    }

    @Test
    void failsOnDemand() {
        fake.faults().on(HostCall.START).times(1).fail(HypervisorException.TimedOut.class);
        var start = host.findGuest("db").orElseThrow().start();

        assertThrows(HypervisorException.TimedOut.class, start::await);
    }
}
