/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.unit.DataRate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guests that move between fake hosts. */
class MigrationTest {
    private static final MigrationOptions AT_ONCE = MigrationOptions.builder().build();
    private static final MigrationOptions OFFLINE =
            MigrationOptions.builder().offline(true).build();

    /** Moves the 1 GiB of a guest of which nothing was said in 64 seconds. */
    private static final MigrationOptions SLOW = MigrationOptions.builder()
            .bandwidth(DataRate.ofMebibytesPerSecond(16))
            .build();

    private static Guest guest(Hypervisor host, String name) {
        return host.findGuest(name).orElseThrow();
    }

    private static LiveMigration migration(Guest guest) {
        return guest.capability(LiveMigration.class).require();
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN", "VSPHERE"})
    void aRunningGuestGoesOnAtItsDestination(Family family) throws InterruptedException {
        FakeHost here = FakeHost.of(family).withGuest("web", GuestState.RUNNING);
        FakeHost there = FakeHost.of(family).withGuest("db", GuestState.STOPPED);
        here.clock().advance(Duration.ofSeconds(60));
        there.clock().advance(Duration.ofDays(1));
        try (Hypervisor source = here.open();
                Hypervisor target = there.open();
                RecordedEvents left = new RecordedEvents(here, source);
                RecordedEvents arrived = new RecordedEvents(there, target)) {
            Guest moved =
                    migration(guest(source, "web")).migrateTo(target, AT_ONCE).await();
            there.clock().advance(Duration.ofSeconds(5));

            assertThat(source.findGuest("web")).isEmpty();
            GuestInfo info = moved.info();
            assertThat(info).hasToString("web (running)");
            assertThat(info.cpuTime()).contains(Duration.ofSeconds(65));
            assertThat(target.guests())
                    .extracting(GuestInfo::id)
                    .doesNotHaveDuplicates()
                    .hasSize(2);
            String reason = family == Family.VSPHERE ? "" : " (migrated)";
            assertThat(left.textUntilNow()).containsExactly("web stopped" + reason, "web undefined");
            assertThat(arrived.textUntilNow()).containsExactly("web defined", "web running" + reason);
        }
    }

    @Test
    void tellsItsProgressByTheClockOfTheSource() {
        FakeHost here = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor source = here.open();
                Hypervisor target = FakeHost.kvm().open()) {
            List<Double> parts = new ArrayList<>();
            Operation<Guest> move = migration(guest(source, "web"))
                    .migrateTo(target, SLOW)
                    .onProgress(progress -> parts.add(progress.fraction().orElseThrow()));
            here.clock().advance(Duration.ofSeconds(63));
            assertThat(move.isDone()).isFalse();
            assertThat(parts).containsExactly(0.25, 0.5, 0.75);
            assertThat(move.progress().map(Progress::phase)).contains("copying memory");
            assertThat(source.findGuest("web")).isPresent();
            assertThat(target.findGuest("web")).isEmpty();

            here.clock().advance(Duration.ofSeconds(1));

            assertThat(move.await().info().state()).isEqualTo(GuestState.RUNNING);
            assertThat(parts).endsWith(1.0);
        }
    }

    @Test
    void whenCancelledTheGuestStaysAndRunsOn() {
        FakeHost here = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor source = here.open();
                Hypervisor target = FakeHost.kvm().open()) {
            Operation<Guest> move = migration(guest(source, "web")).migrateTo(target, SLOW);
            here.clock().advance(Duration.ofSeconds(40));
            assertThat(move.cancel()).isTrue();
            here.clock().advance(Duration.ofSeconds(40));

            assertThatThrownBy(move::await).isInstanceOf(CancellationException.class);
            assertThat(guest(source, "web").info().cpuTime()).contains(Duration.ofSeconds(80));
            assertThat(target.guests()).isEmpty();
        }
    }

    @Test
    void offlineTheGuestIsStoppedForTheMove() {
        FakeHost here = FakeHost.kvm().withGuest("web", GuestState.RUNNING).withGuest("old", GuestState.STOPPED);
        try (Hypervisor source = here.open();
                Hypervisor target = FakeHost.kvm().open()) {
            migration(guest(source, "web")).migrateTo(target, OFFLINE).await();
            assertThatThrownBy(() -> migration(guest(source, "old"))
                            .migrateTo(target, AT_ONCE)
                            .await())
                    .isInstanceOf(HypervisorException.WrongState.class);
            migration(guest(source, "old")).migrateTo(target, OFFLINE).await();

            assertThat(target.guests()).extracting(Object::toString).containsExactly("web (running)", "old (stopped)");
            assertThat(guest(target, "web").info().cpuTime()).contains(Duration.ZERO);
        }
    }

    @Test
    void refusesWhatCannotBeMoved() {
        FakeHost here = FakeHost.kvm()
                .withGuest("web", GuestState.RUNNING)
                .withGuest("usb", GuestState.RUNNING)
                .withGuest("snap", GuestState.RUNNING);
        FakeHost there = FakeHost.kvm();
        try (Hypervisor source = here.open();
                Hypervisor target = there.open();
                Hypervisor xen = FakeHost.xen().open();
                Hypervisor readOnly = there.open(ConnectSpec.builder(URI.create("fake:kvm"))
                        .readOnly(true)
                        .build())) {
            source.devices().stream()
                    .filter(UsbDevice.class::isInstance)
                    .forEach(device -> guest(source, "usb")
                            .capability(DeviceAssignment.class)
                            .require()
                            .attach(device)
                            .await());
            guest(source, "snap")
                    .capability(Snapshots.class)
                    .require()
                    .create(SnapshotSpec.builder("one").build())
                    .await();

            assertFails(source, "usb", target, HypervisorException.Conflict.class);
            assertFails(source, "snap", target, HypervisorException.Conflict.class);
            assertFails(source, "web", source, HypervisorException.Conflict.class);
            assertFails(source, "web", xen, HypervisorException.Unsupported.class);
            assertFails(source, "web", readOnly, HypervisorException.PermissionDenied.class);
            there.faults().disconnect();
            assertFails(source, "web", target, HypervisorException.Unreachable.class);
            there.faults().reconnect();
            there.withGuest("web", GuestState.STOPPED);
            assertFails(source, "web", target, HypervisorException.Conflict.class);
            assertThat(source.guests()).hasSize(3).allMatch(guest -> guest.state() == GuestState.RUNNING);
        }
    }

    private static void assertFails(
            Hypervisor source, String name, Hypervisor target, Class<? extends HypervisorException> how) {
        assertThatThrownBy(() -> migration(guest(source, name))
                        .migrateTo(target, AT_ONCE)
                        .await())
                .isInstanceOf(how);
    }

    @Test
    void whatChangesMeanwhileDecides() {
        FakeHost here = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor source = here.open();
                Hypervisor target = FakeHost.kvm().open()) {
            Operation<Guest> move = migration(guest(source, "web")).migrateTo(target, SLOW);
            guest(source, "web").stop().await();
            here.clock().advance(Duration.ofMinutes(5));

            assertThatThrownBy(move::await).isInstanceOf(HypervisorException.WrongState.class);
            assertThat(target.guests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN", "VSPHERE"})
    void noGuestIsEverLostOrDoubled(Family family) {
        List<FakeHost> hosts = List.of(
                FakeHost.of(family).withGuests(5, GuestState.RUNNING), FakeHost.of(family), FakeHost.of(family));
        hosts.forEach(
                host -> host.faults().on(HostCall.MIGRATE).byChance(3, 0.2).fail(HypervisorException.TimedOut.class));
        Random random = new Random(12);
        try (Hypervisor one = hosts.get(0).open();
                Hypervisor two = hosts.get(1).open();
                Hypervisor three = hosts.get(2).open()) {
            List<Hypervisor> open = List.of(one, two, three);
            for (int step = 0; step < 200; step++) {
                String name = "fake-" + (1 + random.nextInt(5));
                Hypervisor target = open.get(random.nextInt(3));
                Hypervisor source = open.stream()
                        .filter(host -> host.findGuest(name).isPresent())
                        .findFirst()
                        .orElseThrow();
                try {
                    migration(guest(source, name)).migrateTo(target, AT_ONCE).await();
                    assertThat(target.findGuest(name)).isPresent();
                } catch (HypervisorException.Conflict | HypervisorException.TimedOut e) {
                    assertThat(source.findGuest(name)).isPresent();
                }
                assertThat(Stream.of(one, two, three)
                                .flatMap(host -> host.guests().stream())
                                .map(Object::toString))
                        .containsExactlyInAnyOrder(
                                "fake-1 (running)",
                                "fake-2 (running)",
                                "fake-3 (running)",
                                "fake-4 (running)",
                                "fake-5 (running)");
            }
        }
    }
}
