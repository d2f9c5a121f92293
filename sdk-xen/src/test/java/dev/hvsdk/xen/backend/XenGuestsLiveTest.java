/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import static dev.hvsdk.xen.backend.Xens.newName;
import static dev.hvsdk.xen.backend.Xens.remove;
import static dev.hvsdk.xen.backend.Xens.started;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.TinyKernel;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guests of each kind in a real Xen, beside what {@code xl} says of them. */
@Live(Engine.XEN_LAB)
class XenGuestsLiveTest {
    private static final GuestId DOM0 = GuestId.of("00000000-0000-0000-0000-000000000000");

    private XenLab lab;
    private Hypervisor host;

    @BeforeEach
    void open(XenLab shared) {
        lab = shared;
        host = Xens.open(shared);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Guest tiny(String what) {
        return started(host, TinyKernel.guest(lab, newName(what)).build());
    }

    private String domainNumber(Guest guest) {
        return lab.xl().run("domid", guest.info().name());
    }

    @ParameterizedTest
    @EnumSource(
            value = XenGuestKind.class,
            names = {"PV", "PVH"})
    void bootsLinuxWhichObeys(XenGuestKind kind) {
        String name = newName(kind.id());
        Guest guest = started(host, Xens.linux(name, kind).build());
        try {
            GuestInfo info = guest.info();
            assertThat(info.technology()).contains(Technology.XEN);
            assertThat(info.variant()).contains(kind.id());
            // Xen adds some pages of its own to a guest of PVH.
            assertThat(info.memory().orElseThrow()).isBetween(Xens.MEMORY, Xens.MEMORY.plus(MemorySize.ofMebibytes(1)));
            assertThat(guest.capability(PowerControl.class).require().shutdownMethods())
                    .containsExactly(ShutdownMethod.AGENT);
            Xens.awaitReady(lab, name);
            assertThat(lab.console(name)).containsPattern(XenLab.READY_LINE + " [0-9.]+ " + kind + " ");
            assertThat(guest.shutdown().await().reason()).contains(StateReason.SHUTDOWN);
        } finally {
            remove(guest);
        }
    }

    @Test
    void runsAMachineThatABiosStarts() {
        String name = newName("hvm");
        Guest guest = host.define(Xens.machine(lab, name).build()).await();
        try (HeardEvents events = new HeardEvents(host)) {
            guest.start().await();
            assertThat(guest.info().variant()).contains("hvm");
            // Its one CPU halts for ever, which Xen takes for its end.
            Eventually.holds(() -> guest.info().state() == GuestState.STOPPED);
            assertThat(events.states(guest.id())).contains(GuestState.RUNNING);
        } finally {
            remove(guest);
            lab.dom0().run("rm", "/guests/" + name + ".img");
        }
    }

    @Test
    void aRebootIsToldInItsOrderAndKeepsTheGuestsId() {
        Guest guest = tiny("reboot");
        try (HeardEvents events = new HeardEvents(host)) {
            String before = domainNumber(guest);
            assertThat(guest.reboot().await().state()).isEqualTo(GuestState.RUNNING);
            events.awaitLast(guest.id(), List.of(GuestState.STOPPED, GuestState.RUNNING));
            assertThat(domainNumber(guest)).isNotEqualTo(before);
            assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        } finally {
            remove(guest);
        }
    }

    @Test
    void aGuestThatXlKillsIsSeen() {
        Guest guest = tiny("killed");
        try (HeardEvents events = new HeardEvents(host)) {
            lab.xl().run("destroy", guest.info().name());
            events.await(guest.id(), GuestState.STOPPED);
            assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);
            assertThat(guest.start().await().state()).isEqualTo(GuestState.RUNNING);
        } finally {
            remove(guest);
        }
    }

    @Test
    void aPausedGuestIsPausedForXl() {
        Guest guest = tiny("paused");
        try {
            guest.pause().await();
            assertThat(lab.xl().run("list", guest.info().name())).containsPattern("[b-]p---");
            assertThat(guest.resume().await().state()).isEqualTo(GuestState.RUNNING);
            assertThat(lab.xl().run("list", guest.info().name())).doesNotContainPattern("[b-]p---");
        } finally {
            remove(guest);
        }
    }

    @Test
    void dom0IsShownAndLeftAlone() {
        Guest dom0 = host.guest(DOM0);
        assertThat(dom0.info().variant()).contains("dom0");
        assertThat(dom0.info().name()).isEqualTo("Domain-0");
        for (Runnable change : List.<Runnable>of(
                () -> dom0.stop().await(),
                () -> dom0.shutdown().await(),
                () -> dom0.reboot().await(),
                () -> dom0.pause().await(),
                () -> dom0.start().await(),
                () -> dom0.undefine().await())) {
            assertThatThrownBy(change::run)
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("the host's own system");
        }
        assertThat(dom0.capability(PowerControl.class).isAvailable()).isFalse();
        assertThat(dom0.capability(StateSaving.class).isAvailable()).isFalse();
        assertThat(dom0.capability(LiveMigration.class).isAvailable()).isFalse();
    }

    @Test
    void whatTheDriverHasNotIsNotThere() {
        Guest guest = tiny("without");
        try {
            assertThat(guest.capability(Snapshots.class))
                    .isInstanceOfSatisfying(
                            Support.Unavailable.class,
                            no -> assertThat(no.detail()).contains("snapshots"));
        } finally {
            remove(guest);
        }
    }

    @Test
    void savesAndRestores() {
        Guest guest = tiny("saved");
        try {
            StateSaving saving = guest.capability(StateSaving.class).require();
            assertThat(saving.save().await().state()).isEqualTo(GuestState.STOPPED);
            assertThat(saving.isSaved()).isTrue();
            assertThat(lab.xl().run("list")).doesNotContain(guest.id().value());
            assertThat(guest.start().await().state()).isEqualTo(GuestState.RUNNING);
            assertThat(saving.isSaved()).isFalse();
            saving.save().await();
        } finally {
            // Its saved state goes with it.
            remove(guest);
        }
    }

    @Test
    void givesMemoryAndCpusWithinWhatItMayHave() {
        String name = newName("tuned");
        GuestSpec spec = Xens.linux(name, XenGuestKind.PV)
                .with(XenOptions.builder()
                        .kind(XenGuestKind.PV)
                        .maxMemory(MemorySize.ofMebibytes(160))
                        .maxVcpus(2)
                        .build())
                .build();
        Guest guest = started(host, spec);
        try {
            Xens.awaitReady(lab, name);
            ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
            tuning.apply(ResourceLimits.builder()
                            .memory(MemorySize.ofMebibytes(144))
                            .vcpus(2)
                            .build())
                    .await();
            Eventually.holds(() -> lab.xl().run("vcpu-list", name).lines().count() == 3);
            Eventually.holds(() -> guest.info().memory().equals(Optional.of(MemorySize.ofMebibytes(144))));
        } finally {
            remove(guest);
        }
    }

    @Test
    void countsAllGuestsAndTheHostsOwnSystem() {
        Guest guest = tiny("counted");
        try {
            StatisticsListing statistics =
                    host.capability(BulkStatistics.class).require().read(GuestQuery.active());
            assertThat(statistics.asMap()).containsKeys(guest.id(), DOM0);
            assertThat(statistics.find(DOM0).orElseThrow().cpuTime().orElseThrow())
                    .isPositive();
        } finally {
            remove(guest);
        }
    }

    @Test
    void talksOnTheConsoleAndTakesDisksWhileItRuns() throws IOException {
        String name = newName("hardware");
        Guest guest = started(host, Xens.linux(name, XenGuestKind.PV).build());
        String image = "/guests/" + name + ".img";
        lab.dom0().run("cp " + XenLab.BOOT_SECTOR + " " + image);
        try {
            Xens.awaitReady(lab, name);
            VirtualHardware hardware = guest.capability(VirtualHardware.class).require();
            GuestDisk disk = hardware.attachDisk(
                            DiskSpec.builder(image).format("raw").build())
                    .await();
            assertThat(disk.target()).isEqualTo("xvda");
            try (ConsoleSession session =
                    guest.capability(Console.class).require().open()) {
                session.input().write("\ncat /sys/class/block/xvda/size; echo an''swer-$((6 * 7))\n".getBytes(UTF_8));
                assertThat(readUntil(session.output(), "answer-42")).contains("2048");
            }
            hardware.detachDisk("xvda").await();
            assertThat(hardware.disks()).isEmpty();
        } finally {
            remove(guest);
            lab.dom0().run("rm", image);
        }
    }

    private static String readUntil(InputStream output, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[256];
        while (read.indexOf(text) < 0) {
            int length = output.read(buffer);
            assertThat(length).as("after " + read).isPositive();
            read.append(new String(buffer, 0, length, UTF_8));
        }
        return read.toString();
    }

    @Test
    void isNotMovedToWhereItRuns() {
        Guest guest = tiny("moved");
        try (Hypervisor same = Xens.open(lab)) {
            LiveMigration migration = guest.capability(LiveMigration.class).require();
            assertThatThrownBy(() -> migration.migrateTo(same).await())
                    .isInstanceOf(HypervisorException.Conflict.class);
            assertThat(guest.pause().await().state()).isEqualTo(GuestState.PAUSED);
        } finally {
            remove(guest);
        }
    }

    @Test
    void aStartThatFailsLeavesTheGuestDefined() {
        Guest guest = host.define(Xens.withoutKernel(newName("without-kernel"))).await();
        try {
            assertThatThrownBy(() -> guest.start().await()).isInstanceOf(HypervisorException.HostFailure.class);
            assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);
        } finally {
            remove(guest);
        }
    }
}
