/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.bare;
import static dev.hvsdk.kvm.Kvms.booting;
import static dev.hvsdk.kvm.Kvms.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.MigrationIteration;
import dev.hvsdk.libvirt.backend.LibvirtProvider;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Guests that move between two daemons, each with QEMUs of its own. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@LongRunning
class KvmMigrationTest {
    private Libvirtd from;
    private Libvirtd to;
    private Hypervisor here;
    private Hypervisor there;

    @BeforeAll
    void start() {
        from = Libvirtd.setup().hostNetwork().start();
        to = Libvirtd.setup().hostNetwork().start();
        here = Kvms.open(from);
        there = Kvms.open(to);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
        from.close();
        to.close();
    }

    private static LiveMigration migration(Guest guest) {
        return guest.capability(LiveMigration.class).require();
    }

    private Guest running() {
        return Kvms.started(here, bare(newName("traveller")).build());
    }

    /** A system that writes to 32 MiB of its memory again and again, which cannot be copied in time at {@link #slow()}. */
    private Guest busy(GuestImages images) {
        Path console = from.directory().resolve(newName("busy-console"));
        Guest guest = Kvms.started(
                here,
                Kvms.linux(newName("busy"), images, images.initrd(), console)
                        .boot(Kvms.kernel(images, images.initrd(), "hvsdk.dirty=16"))
                        .build());
        Eventually.contains(console, GuestImages.READY_LINE);
        return guest;
    }

    /** One that takes a second to move at {@link #slow()}. */
    private Guest restless() {
        Path image = BootSectors.restless(from.directory());
        Path console = from.directory().resolve(newName("restless-console"));
        Guest guest = Kvms.started(
                here,
                booting(newName("restless"), image)
                        .with(Kvms.plain().consoleLog(console.toString()).build())
                        .build());
        Eventually.contains(console, BootSectors.RESTLESS_SIGN);
        return guest;
    }

    private static MigrationOptions.Builder slow() {
        return MigrationOptions.builder()
                .bandwidth(DataRate.ofMebibytesPerSecond(16))
                .maxDowntime(Duration.ofMillis(20));
    }

    @Test
    void movesAGuestThatRunsAndTellsOfItOnBothSides() {
        Queue<HypervisorEvent> left = new ConcurrentLinkedQueue<>();
        Queue<HypervisorEvent> arrived = new ConcurrentLinkedQueue<>();
        Subscription leaving = here.subscribe(left::add);
        Subscription arriving = there.subscribe(arrived::add);
        try {
            Guest guest = running();

            Guest moved = migration(guest).migrateTo(there).await(Duration.ofSeconds(60));

            assertThat(moved.id()).isEqualTo(guest.id());
            assertThat(moved.info().state()).isEqualTo(GuestState.RUNNING);
            assertThatThrownBy(guest::info).isInstanceOf(HypervisorException.NotFound.class);
            assertThat(from.virsh().run("list", "--all", "--name")).doesNotContain("traveller");
            Eventually.holds(() -> left.stream().anyMatch(GuestEvent.Undefined.class::isInstance));
            Eventually.holds(() -> states(arrived).contains(GuestState.RUNNING));
            assertThat(left)
                    .filteredOn(GuestEvent.StateChanged.class::isInstance)
                    .last()
                    .isInstanceOfSatisfying(GuestEvent.StateChanged.class, event -> {
                        assertThat(event.state()).isEqualTo(GuestState.STOPPED);
                        assertThat(event.reason()).contains(StateReason.MIGRATED);
                    });
            Kvms.remove(moved);
        } finally {
            leaving.close();
            arriving.close();
        }
    }

    private static List<GuestState> states(Queue<HypervisorEvent> events) {
        return events.stream()
                .filter(GuestEvent.StateChanged.class::isInstance)
                .map(event -> ((GuestEvent.StateChanged) event).state())
                .toList();
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void anOperatingSystemDoesNotNoticeItsMove(GuestImages images) {
        Path console = from.directory().resolve(newName("console"));
        Guest guest = Kvms.started(
                here,
                Kvms.linux(newName("linux"), images, images.initrd(), console).build());
        Eventually.contains(console, GuestImages.READY_LINE);

        Guest moved = migration(guest).migrateTo(there).await(Duration.ofMinutes(2));

        // It hears and obeys where it is now.
        assertThat(moved.shutdown().await(Duration.ofSeconds(60)).state()).isEqualTo(GuestState.STOPPED);
        moved.undefine().await();
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void tellsHowFarItIs(GuestImages images) {
        Queue<Progress> progress = new ConcurrentLinkedQueue<>();
        Guest guest = busy(images);
        Operation<Guest> migration = migration(guest).migrateTo(there, slow().build());
        migration.onProgress(progress::add);

        Eventually.holds(() -> progress.stream().anyMatch(one -> one.done() > 1 << 20));
        assertThat(progress).allSatisfy(one -> {
            assertThat(one.unit()).isEqualTo(ProgressUnit.BYTES);
            assertThat(one.total()).isPresent();
        });
        Eventually.holds(migration::cancel);
        assertThatThrownBy(migration::await).isInstanceOf(CancellationException.class);
        Kvms.remove(guest);
    }

    @Test
    void tellsOfEachRoundInWhichItCopiesWhatWasWrittenMeanwhile() {
        Guest guest = restless();
        try (HeardEvents heard = new HeardEvents(here)) {
            Guest moved = migration(guest).migrateTo(there, slow().build()).await(Duration.ofSeconds(60));

            assertThat(heard.of(MigrationIteration.class))
                    .hasSizeGreaterThan(1)
                    .extracting(MigrationIteration::iteration)
                    .isSorted()
                    .doesNotHaveDuplicates();
            Kvms.remove(moved);
        }
    }

    @Test
    void cancelledItLeavesTheGuestRunningWhereItWas() {
        Guest guest = restless();
        MigrationOptions slower = MigrationOptions.builder()
                .bandwidth(DataRate.ofMebibytesPerSecond(1))
                .build();
        Operation<Guest> migration = migration(guest).migrateTo(there, slower);
        Eventually.holds(migration::cancel);

        assertThatThrownBy(migration::await).isInstanceOf(CancellationException.class);
        Eventually.holds(() -> guest.info().state() == GuestState.RUNNING);
        assertThat(there.findGuest(guest.info().name())).isEmpty();
        // And it can still move.
        Guest moved = migration(guest).migrateTo(there).await(Duration.ofSeconds(60));
        assertThat(moved.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(moved);
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void isGivenUpWhenItComesNoNearerToItsEnd(GuestImages images) {
        Guest guest = busy(images);
        Operation<Guest> migration = migration(guest)
                .migrateTo(there, slow().stallLimit(Duration.ofSeconds(2)).build());

        assertThatThrownBy(() -> migration.await(Duration.ofSeconds(90)))
                .isInstanceOf(HypervisorException.TimedOut.class)
                .hasMessageContaining("no nearer to its end");
        Eventually.holds(() -> guest.info().state() == GuestState.RUNNING);
        assertThat(there.findGuest(guest.info().name())).isEmpty();
        Kvms.remove(guest);
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void theGuestStaysWhenTheConnectionToItsDestinationIsClosed(GuestImages images) {
        Guest guest = busy(images);
        Hypervisor closing = Kvms.open(to);
        Operation<Guest> migration = migration(guest).migrateTo(closing, slow().build());
        Eventually.holds(() -> monitor(guest, "query-migrate").contains("active"));

        closing.close();

        assertThatThrownBy(() -> migration.await(Duration.ofSeconds(60))).isInstanceOf(HypervisorClosedException.class);
        Eventually.holds(
                () -> from.virsh().run("domjobinfo", guest.id().value()).contains("None"));
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        String name = guest.info().name();
        Eventually.holds(() -> there.findGuest(name).isEmpty());
        Kvms.remove(guest);
    }

    @Test
    @Live(Engine.GUEST_IMAGES)
    void handsOnTheLimitsThatAreAskedFor(GuestImages images) {
        Guest guest = busy(images);
        Operation<Guest> migration = migration(guest)
                .migrateTo(
                        there,
                        MigrationOptions.builder()
                                .bandwidth(DataRate.ofMebibytesPerSecond(16))
                                .maxDowntime(Duration.ofMillis(7))
                                .build());
        Eventually.holds(() -> monitor(guest, "query-migrate").contains("active"));

        assertThat(monitor(guest, "query-migrate-parameters"))
                .contains("\"downtime-limit\":7,")
                .contains("\"max-bandwidth\":16777216,");
        Eventually.holds(migration::cancel);
        assertThatThrownBy(migration::await).isInstanceOf(CancellationException.class);
        Kvms.remove(guest);
    }

    private static String monitor(Guest guest, String command) {
        return guest.capability(QmpMonitor.class).require().execute(command).text();
    }

    @Test
    void movesTheDefinitionOfAGuestThatIsStopped() {
        Guest guest = here.define(bare(newName("asleep")).build()).await();
        assertThatThrownBy(() -> migration(guest).migrateTo(there).await())
                .isInstanceOf(HypervisorException.WrongState.class);

        Guest moved = migration(guest)
                .migrateTo(there, MigrationOptions.builder().offline(true).build())
                .await();

        assertThat(moved.info().state()).isEqualTo(GuestState.STOPPED);
        assertThatThrownBy(guest::info).isInstanceOf(HypervisorException.NotFound.class);
        Kvms.remove(moved);
    }

    @Test
    void stopsAGuestForItsMoveWhereThatIsAskedFor() {
        Guest guest = running();

        Guest moved = migration(guest)
                .migrateTo(there, MigrationOptions.builder().offline(true).build())
                .await();

        assertThat(moved.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(moved);
    }

    @Test
    void copiesDisksThatTheHostsDoNotShare() {
        Kvms.ownImages(from);
        String directory = Kvms.ownImages(to);
        GuestSpec spec = bare(newName("heavy"))
                .disk(DiskSpec.builder(directory + "/heavy.qcow2")
                        .size(MemorySize.ofMebibytes(8))
                        .build())
                .build();
        Guest guest = Kvms.started(here, spec);
        assertThatThrownBy(() -> migration(guest).migrateTo(there).await())
                .isInstanceOf(HypervisorException.WrongState.class)
                .hasMessageContaining("copyStorage(true)");
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);

        Guest moved = migration(guest)
                .migrateTo(there, MigrationOptions.builder().copyStorage(true).build())
                .await(Duration.ofSeconds(60));

        assertThat(to.virsh().run("vol-list", "images")).contains("heavy.qcow2");
        assertThat(moved.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(moved);
    }

    @Test
    void aGuestWithoutADefinitionArrivesWithoutOne() {
        String name = newName("transient");
        from.virsh().runWithXml("create", dev.hvsdk.live.DomainXml.bare(name).toString());
        Guest guest = here.findGuest(name).orElseThrow();

        Guest moved = migration(guest).migrateTo(there).await();

        assertThat(to.virsh().run("list", "--all", "--transient", "--name")).isEqualTo(name);
        moved.stop().await();
    }

    @Test
    void doesNotMoveToWhereItIs() {
        Guest guest = running();
        try (Hypervisor again = Kvms.open(from)) {
            assertThatThrownBy(() -> migration(guest).migrateTo(again).await())
                    .isInstanceOf(HypervisorException.Conflict.class);
        }
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(guest);
    }

    @Test
    void doesNotMoveToWhereAnotherOfItsNameIs() {
        Guest guest = running();
        Guest other = there.define(bare(guest.info().name()).build()).await();

        assertThatThrownBy(() -> migration(guest).migrateTo(there).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("another guest on that host is called");

        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(other.info()).extracting(GuestInfo::state).isEqualTo(GuestState.STOPPED);
        Kvms.remove(guest);
        Kvms.remove(other);
    }

    @Test
    void doesNotMoveToAHostOfAnotherKind() {
        Guest guest = running();
        try (Hypervisor imagined = new LibvirtProvider().open(ConnectSpec.of(URI.create("test:///default")))) {
            assertThatThrownBy(() -> migration(guest).migrateTo(imagined).await())
                    .isInstanceOf(HypervisorException.class);
        }
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        Kvms.remove(guest);
    }
}
