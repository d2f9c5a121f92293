/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package first;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import org.junit.jupiter.api.Test;

class FirstTest {
    @Test
    void startsTheDatabase(@FakeHypervisor(guests = {"web", "db:stopped"}) Hypervisor host) {
        var started = host.findGuest("db").orElseThrow().start().await();

        assertEquals(GuestState.RUNNING, started.state());
        assertEquals(2, host.guests().size());
    }
}
