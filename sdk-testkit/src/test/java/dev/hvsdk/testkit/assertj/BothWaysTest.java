/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import static dev.hvsdk.testkit.assertj.Failures.fails;
import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Assertions that are seen to fail elsewhere pass here, and the other way round. */
class BothWaysTest {
    private static PciDevice device(Assignability answer) {
        return PciDevice.builder(PciAddress.parse("0000:01:00.0"))
                .assignability(answer)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aGuestIsInItsStateAlone(GuestState state) {
        GuestInfo guest = GuestInfo.builder(GuestId.of("7"), "web", state).build();
        switch (state) {
            case RUNNING -> assertThat(guest).isRunning();
            case PAUSED -> assertThat(guest).isPaused();
            case SUSPENDED -> assertThat(guest).isSuspended();
            case SHUTTING_DOWN -> assertThat(guest).isShuttingDown();
            case STOPPED -> assertThat(guest).isStopped();
            case CRASHED -> assertThat(guest).isCrashed();
        }
    }

    @Test
    void aContainerCannotDoEverything() {
        try (Hypervisor host =
                FakeHost.containers().withGuest("cache", GuestState.RUNNING).open()) {
            fails(
                    () -> assertThat(host.findGuest("cache").orElseThrow()).can(Snapshots.class),
                    "Expecting guest cache's Snapshots to be available, but it is unavailable (no-such-concept):"
                            + " Docker has no snapshots that a container could go back to");
            fails(
                    () -> assertThat(host.guests()).hasSize(2),
                    "Expecting the listing to have 2 guests, but it has cache");
        }
    }

    @Test
    void operationsEndInTimeOrAreCancelled() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            assertThat(host.findGuest("web").orElseThrow().pause())
                    .within(Duration.ofMinutes(1))
                    .succeeds();
            fake.faults().on(HostCall.RESUME).cancellable().hangUntilReleased();
            Operation<GuestInfo> resume = host.findGuest("web").orElseThrow().resume();
            resume.cancel();
            assertThat(resume).isCancelled();
        }
    }

    @Test
    void devicesAreReadyPreparableOrBlocked() {
        Blocker driver = new Blocker(Blocker.Kind.BOUND_TO_HOST_DRIVER, "it is bound to nvidia");
        PciDevice bound = device(Assignability.preparable(List.of(driver), "bind it to vfio-pci"));
        assertThat(bound).isPreparable().hasAssignability(Assignability.State.PREPARABLE);
        fails(
                () -> assertThat(bound).isBlocked(),
                "Expecting pci device 0000:01:00.0 to be blocked, but it is preparable; bound-to-host-driver: it is bound to nvidia");
    }

    @Test
    void layersAreHostsOrGuests() {
        VirtualizationLayer dom0 = VirtualizationLayer.builder(Technology.XEN)
                .role(LayerRole.HOST)
                .variant("dom0")
                .evidence(Evidence.ofKernel("/proc/xen/capabilities", "control_d"))
                .build();
        assertThat(dom0).isHost().hasVariant("dom0");
        fails(() -> assertThat(dom0).isGuest(), "Expecting layer xen to have role GUEST, but it has HOST");
    }
}
