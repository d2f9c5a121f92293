/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import static dev.hvsdk.xen.backend.Xens.newName;
import static dev.hvsdk.xen.backend.Xens.remove;
import static dev.hvsdk.xen.backend.Xens.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.TinyKernel;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A host that goes away and comes back. */
@Live(Engine.XEN_LAB)
class XenOutagesLiveTest {
    @Test
    void guestsOutliveLibvirtdWhichIsConnectedToAgain(XenLab lab) {
        try (Hypervisor host = Xens.open(lab);
                HeardEvents events = new HeardEvents(host)) {
            Guest guest =
                    started(host, TinyKernel.guest(lab, newName("outlives")).build());
            try {
                lab.killLibvirtd();
                assertThatThrownBy(guest::info).isInstanceOf(HypervisorException.Unreachable.class);
                lab.startLibvirtd();
                events.await(HypervisorEvent.Reconnected.class);
                assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
                guest.pause().await();
                events.await(guest.id(), GuestState.PAUSED);
            } finally {
                remove(guest);
            }
        }
    }

    @Test
    @LongRunning
    void aMachineThatHangsOrIsSwitchedOffIsUnreachableInTime() {
        try (XenLab own = XenLab.setup().memory(1024).start();
                Hypervisor host = new XenProvider().open(hasty(own))) {
            assertThat(host.guests().asList()).hasSize(1);
            own.suspend();
            assertThatThrownBy(host::guests)
                    .isInstanceOfAny(HypervisorException.TimedOut.class, HypervisorException.Unreachable.class);
            own.kill();
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.Unreachable.class);
            own.restart();
            assertThat(host.guests().asList()).hasSize(1);
        }
    }

    private static ConnectSpec hasty(XenLab lab) {
        return ConnectSpec.builder(URI.create(lab.libvirtUri()))
                .deadlines(new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(10)))
                .build();
    }
}
