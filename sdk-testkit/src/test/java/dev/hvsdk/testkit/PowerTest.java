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
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Switches, shutdowns that guests ignore, and saved states. */
class PowerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
    private final Hypervisor host = fake.open();
    private final Guest web = host.findGuest("web").orElseThrow();

    private PowerControl power() {
        return web.capability(PowerControl.class).require();
    }

    private StateSaving saving() {
        return web.capability(StateSaving.class).require();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    KVM,        AGENT ACPI
                    XEN,        AGENT ACPI
                    VSPHERE,    AGENT
                    CONTAINERS, SIGNAL
                    """)
    void aGuestIsAskedAsItsFamilyIs(Family family, String methods) {
        try (Hypervisor other =
                FakeHost.of(family).withGuest("web", GuestState.RUNNING).open()) {
            Guest guest = other.findGuest("web").orElseThrow();
            PowerControl power = guest.capability(PowerControl.class).require();
            assertThat(power.shutdownMethods())
                    .extracting(ShutdownMethod::name)
                    .containsExactly(methods.split(" ", -1));
            assertThat(power.shutdown(ShutdownOptions.builder().build()).await().state())
                    .isEqualTo(GuestState.STOPPED);
            assertThat(power.shutdownMethods()).isEmpty();
        }
    }

    @Test
    void aContainerHasNoResetButton() {
        try (Hypervisor docker =
                FakeHost.containers().withGuest("web", GuestState.RUNNING).open()) {
            PowerControl power = docker.findGuest("web")
                    .orElseThrow()
                    .capability(PowerControl.class)
                    .require();
            assertThatThrownBy(() -> power.reset().await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("restart it by reboot()");
        }
    }

    @Test
    void withoutAnAgentTheButtonIsLeft() {
        fake.agent("web", FakeAgent.silent());

        assertThat(power().shutdownMethods()).containsExactly(ShutdownMethod.ACPI);
        assertThatThrownBy(() -> power().shutdown(ShutdownOptions.builder()
                                .method(ShutdownMethod.AGENT)
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("try one of [ACPI]");
        assertThat(web.info().state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void eachMethodIsGivenItsTime() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT);
        Operation<GuestInfo> shutdown =
                power().shutdown(ShutdownOptions.builder().patience(MINUTE).build());

        fake.clock().advance(Duration.ofSeconds(59));
        assertThat(shutdown.isDone()).isFalse();
        fake.clock().advance(Duration.ofSeconds(1));

        assertThat(shutdown.await().reason()).contains(StateReason.SHUTDOWN);
    }

    @Test
    void onlyTheChosenMethodsAreTried() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT);
        ShutdownOptions options = ShutdownOptions.builder()
                .method(ShutdownMethod.SIGNAL)
                .method(ShutdownMethod.ACPI)
                .build();

        assertThat(power().shutdown(options).await().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void patienceEndsWithAnErrorOrWithAStop() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT, ShutdownMethod.ACPI);
        ShutdownOptions.Builder options = ShutdownOptions.builder().patience(MINUTE);
        Operation<GuestInfo> patient = power().shutdown(options.build());
        fake.clock().advance(MINUTE.multipliedBy(2));
        assertThatThrownBy(patient::await).isInstanceOf(HypervisorException.TimedOut.class);
        assertThat(web.info().state()).isEqualTo(GuestState.RUNNING);

        Operation<GuestInfo> firm =
                power().shutdown(options.stopAfterwards(true).build());
        fake.clock().advance(MINUTE.multipliedBy(2));

        assertThat(firm.await().reason()).contains(StateReason.DESTROYED);
    }

    @Test
    void aShutdownThatIsIgnoredEndsWhenTheGuestIsStopped() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT, ShutdownMethod.ACPI);
        Operation<GuestInfo> shutdown = web.shutdown();
        fake.clock().advance(Duration.ofDays(1));
        assertThat(shutdown.isDone()).isFalse();

        web.stop().await();

        assertThat(shutdown.await().reason()).contains(StateReason.DESTROYED);
        assertThat(fake.leftovers()).hasSize(1);
    }

    @Test
    void aShutdownThatIsIgnoredEndsWhenTheGuestGoesByItself() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT, ShutdownMethod.ACPI);
        Operation<GuestInfo> shutdown =
                power().shutdown(ShutdownOptions.builder().patience(MINUTE).build());

        fake.guestBecomes(web.id(), GuestState.STOPPED, StateReason.SHUTDOWN);

        assertThat(shutdown.await().reason()).contains(StateReason.SHUTDOWN);
        fake.clock().advance(MINUTE.multipliedBy(2));
        assertThat(web.info().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void aShutdownCanBeGivenUp() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT, ShutdownMethod.ACPI);
        Operation<GuestInfo> shutdown = web.shutdown();

        assertThat(shutdown.cancel()).isTrue();
        assertThatThrownBy(shutdown::await).isInstanceOf(CancellationException.class);
        web.stop().await();
        assertThat(web.info().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void whatIsIgnoredIsReplaced() {
        fake.guestIgnores(web.id(), ShutdownMethod.AGENT, ShutdownMethod.ACPI).guestIgnores(web.id());
        assertThat(web.shutdown().await().state()).isEqualTo(GuestState.STOPPED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN"})
    void aSavedGuestGoesOnWhereItWas(Family family) throws InterruptedException {
        FakeHost other = FakeHost.of(family).withGuest("up", GuestState.RUNNING).withGuest("held", GuestState.PAUSED);
        try (Hypervisor connection = other.open();
                RecordedEvents events = new RecordedEvents(other, connection)) {
            for (String name : List.of("up", "held")) {
                Guest guest = connection.findGuest(name).orElseThrow();
                GuestState before = guest.info().state();
                StateSaving saving = guest.capability(StateSaving.class).require();
                assertThat(saving.isSaved()).isFalse();

                assertThat(saving.save().await().reason()).contains(StateReason.SAVED);
                assertThat(saving.isSaved()).isTrue();
                GuestInfo started = guest.start().await();

                assertThat(started.state()).isEqualTo(before);
                assertThat(started.reason()).contains(StateReason.RESTORED);
                assertThat(saving.isSaved()).isFalse();
                guest.stop().await();
                assertThat(guest.start().await().reason()).contains(StateReason.BOOTED);
            }
            assertThat(events.textUntilNow())
                    .startsWith("up stopped (saved)", "up running (restored)", "up stopped (destroyed)");
        }
    }

    @Test
    void aDiscardedGuestBoots() throws InterruptedException {
        assertThatThrownBy(() -> saving().discard().await()).isInstanceOf(HypervisorException.NotFound.class);
        saving().save().await();
        try (RecordedEvents events = new RecordedEvents(fake, host)) {
            assertThat(saving().discard().await().state()).isEqualTo(GuestState.STOPPED);
            assertThat(saving().isSaved()).isFalse();
            assertThat(web.start().await().reason()).contains(StateReason.BOOTED);
            assertThat(events.textUntilNow()).containsExactly("web running (booted)");
        }
    }

    @Test
    void whatHoldsMemoryOfTheHostIsNotSaved() {
        UsbDevice usb = host.devices().stream()
                .filter(UsbDevice.class::isInstance)
                .map(UsbDevice.class::cast)
                .findFirst()
                .orElseThrow();
        DeviceAssignment devices = web.capability(DeviceAssignment.class).require();
        devices.attach(usb).await();

        assertThatThrownBy(() -> saving().save().await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("detach them first");
        assertThat(web.info().state()).isEqualTo(GuestState.RUNNING);
        devices.detach(usb).await();
        assertThat(saving().save().await().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void aSavedStateGoesWithTheGuestAndWithARevert() {
        Snapshots snapshots = web.capability(Snapshots.class).require();
        snapshots.create(SnapshotSpec.builder("first").build()).await();
        saving().save().await();
        snapshots.revert("first").await();
        assertThat(saving().isSaved()).isFalse();

        web.start().await();
        saving().save().await();
        web.undefine().await();
        fake.withGuest("web", GuestState.STOPPED);
        Guest again = host.findGuest("web").orElseThrow();
        assertThat(again.capability(StateSaving.class).require().isSaved()).isFalse();
    }

    @Test
    void aSavedStateStaysOnItsHost() {
        saving().save().await();
        try (Hypervisor other = FakeHost.kvm().open()) {
            LiveMigration migration = web.capability(LiveMigration.class).require();
            MigrationOptions offline = MigrationOptions.builder().offline(true).build();
            assertThatThrownBy(() -> migration.migrateTo(other, offline).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining("saved state");
        }
    }

    @Test
    void savingTellsHowFarItHasCome() {
        Queue<Runnable> work = new ArrayDeque<>();
        List<Progress> told = new ArrayList<>();
        ConnectSpec spec =
                ConnectSpec.builder(URI.create("fake:kvm")).executor(work::add).build();
        try (Hypervisor slow = fake.open(spec)) {
            Operation<GuestInfo> save = slow.guest(web.id())
                    .capability(StateSaving.class)
                    .require()
                    .save()
                    .onProgress(told::add);
            while (!work.isEmpty()) {
                work.remove().run();
            }
            save.await();
        }
        assertThat(told)
                .extracting(Progress::done)
                .isSorted()
                .last()
                .isEqualTo(MemorySize.ofGibibytes(1).toBytes());
    }

    @Test
    void aMigrationThatHangsIsGivenUpAfterItsLimit() {
        MigrationOptions options = MigrationOptions.builder().stallLimit(MINUTE).build();
        fake.faults().on(HostCall.MIGRATE).times(2).hangUntilReleased();
        try (Hypervisor other = FakeHost.kvm().open()) {
            LiveMigration migration = web.capability(LiveMigration.class).require();
            Operation<Guest> stalled = migration.migrateTo(other, options);
            fake.clock().advance(Duration.ofSeconds(59));
            assertThat(stalled.isDone()).isFalse();
            fake.clock().advance(Duration.ofSeconds(1));
            assertThatThrownBy(stalled::await)
                    .isInstanceOf(HypervisorException.TimedOut.class)
                    .hasMessageContaining("no further for 60 s");
            assertThat(web.info().state()).isEqualTo(GuestState.RUNNING);

            Operation<Guest> released = migration.migrateTo(other, options);
            fake.faults().release();
            fake.clock().advance(MINUTE);
            assertThat(released.await().info().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    @Test
    void aGuestThatIsFrozenThawsWithItsRestart() {
        GuestAgent agent = web.capability(GuestAgent.class).require();
        for (boolean byReset : List.of(true, false)) {
            agent.freeze().await();
            web.pause().await();
            web.resume().await();
            assertThatThrownBy(() -> agent.freeze().await()).isInstanceOf(HypervisorException.WrongState.class);
            if (byReset) {
                power().reset().await();
            } else {
                web.stop().await();
                web.start().await();
            }
            assertThat(agent.thaw().await()).isZero();
        }
    }
}
