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

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.TinyKernel;
import dev.hvsdk.xen.XenGuestKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Guests that move between two dom0s, by libvirt's Xen driver. */
@Live(Engine.XEN_LAB)
@LongRunning
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XenMigrationLiveTest {
    private static final MigrationOptions STANDING_STILL =
            MigrationOptions.builder().offline(true).build();

    /** Two machines are emulated at once. */
    private static final Duration LONG = Duration.ofMinutes(3);

    private XenLab from;
    private XenLab to;
    private Hypervisor here;
    private Hypervisor there;

    @BeforeAll
    void start(@TempDir Path wires) {
        CompletableFuture<XenLab> second = CompletableFuture.supplyAsync(
                () -> XenLab.setup().linked(2, wires).memory(1024).start());
        from = XenLab.setup().linked(1, wires).memory(1024).start();
        to = second.join();
        here = Xens.open(from);
        there = Xens.open(to);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
        from.close();
        to.close();
    }

    private Guest tiny(String what) {
        return started(here, TinyKernel.guest(from, newName(what)).build());
    }

    private Operation<Guest> move(Guest guest, MigrationOptions options) {
        return guest.capability(LiveMigration.class).require().migrateTo(there, options);
    }

    private void assertHasMoved(Guest guest, String name, Guest moved) {
        assertThat(moved.id()).isEqualTo(guest.id());
        assertThat(moved.info().state()).isEqualTo(GuestState.RUNNING);
        assertThatThrownBy(guest::info).isInstanceOf(HypervisorException.NotFound.class);
        assertThat(to.xl().run("list")).contains(name);
        assertThat(from.xl().run("list")).doesNotContain(name);
    }

    @Test
    void aParavirtualizedGuestMovesWhileItStandsStill() {
        Guest guest = tiny("still");
        String name = guest.info().name();

        Guest moved = move(guest, STANDING_STILL).await(LONG);

        assertHasMoved(guest, name, moved);
        remove(moved);
    }

    /** Debian's Xen is built without shadow paging, by which it would follow what such a guest writes. */
    @Test
    void aParavirtualizedGuestThatCannotMoveWhileItRunsStaysAndSaysHow() {
        Guest guest = tiny("running");
        String name = guest.info().name();

        assertThatThrownBy(() -> move(guest, MigrationOptions.builder().build()).await(LONG))
                .isInstanceOfSatisfying(
                        HypervisorException.HostFailure.class,
                        e -> assertThat(e.remedy().orElseThrow()).contains("offline(true)"));

        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(to.xl().run("list")).doesNotContain(name);
        remove(guest);
    }

    @Test
    void aGuestWithPagingInHardwareMovesWhileItRuns() {
        String name = newName("live");
        Guest guest = started(here, Xens.linux(name, XenGuestKind.PVH).build());
        Xens.awaitReady(from, name);

        Guest moved = move(guest, MigrationOptions.builder().build()).await(LONG);

        assertHasMoved(guest, name, moved);
        assertThat(moved.shutdown().await(LONG).reason()).contains(StateReason.SHUTDOWN);
        assertThat(to.console(name)).doesNotContain(XenLab.READY_LINE);
        remove(moved);
    }

    /** Libvirt would send the guest, wait for ever, and keep it locked. */
    @Test
    void doesNotMoveToWhereAnotherOfItsNameIs() {
        Guest guest = tiny("double");
        Guest other =
                there.define(TinyKernel.guest(to, guest.info().name()).build()).await();

        assertThatThrownBy(() -> move(guest, STANDING_STILL).await(LONG))
                .isInstanceOf(HypervisorException.Conflict.class);

        assertThat(guest.pause().await().state()).isEqualTo(GuestState.PAUSED);
        assertThat(other.info().state()).isEqualTo(GuestState.STOPPED);
        remove(guest);
        remove(other);
    }
}
