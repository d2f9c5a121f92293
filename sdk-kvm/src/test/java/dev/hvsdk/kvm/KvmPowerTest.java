/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Shutdowns of guests of a real QEMU that hear, and of some that do not. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KvmPowerTest {
    @TempDir
    private Path directory;

    private Libvirtd daemon;
    private Hypervisor host;

    @BeforeAll
    void start() {
        daemon = Libvirtd.setup().start();
        host = Kvms.open(daemon);
    }

    @AfterAll
    void stop() {
        host.close();
        daemon.close();
    }

    private static PowerControl power(Guest guest) {
        return guest.capability(PowerControl.class).require();
    }

    @Test
    void cancellingAShutdownEndsTheWaitingForAGuestThatDoesNotHear() {
        Guest deaf = Kvms.started(host, Kvms.bare(Kvms.newName("deaf")).build());
        Operation<GuestInfo> shutdown = deaf.shutdown();
        Eventually.holds(shutdown::cancel);

        assertThatThrownBy(() -> shutdown.await(Duration.ofSeconds(20))).isInstanceOf(CancellationException.class);
        assertThat(deaf.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(deaf);
    }

    @Test
    void asksByThePowerButtonWhereNoAgentAnswers() {
        Guest guest = Kvms.started(
                host,
                Kvms.booting(Kvms.newName("silent"), BootSectors.obedient(directory))
                        .with(Kvms.plain().guestAgent(true).build())
                        .build());

        assertThat(power(guest).shutdownMethods()).containsExactly(ShutdownMethod.AGENT, ShutdownMethod.ACPI);
        assertThat(guest.shutdown().await(Duration.ofMinutes(1)).state()).isEqualTo(GuestState.STOPPED);
        Kvms.remove(guest);
    }

    @Test
    void saysThatAGuestDidNotShutDownInItsTime() {
        Guest deaf = Kvms.started(host, Kvms.bare(Kvms.newName("deaf")).build());
        ShutdownOptions brief =
                ShutdownOptions.builder().patience(Duration.ofMillis(300)).build();

        assertThatThrownBy(() -> power(deaf).shutdown(brief).await(Duration.ofSeconds(20)))
                .isInstanceOf(HypervisorException.TimedOut.class)
                .hasMessageContaining("stop it");
        Kvms.remove(deaf);
    }
}
