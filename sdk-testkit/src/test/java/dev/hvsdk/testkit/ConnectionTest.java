/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections: what they share, what ends with them, and what a read-only one refuses. */
class ConnectionTest {
    private static final ConnectSpec READ_ONLY =
            ConnectSpec.builder(URI.create("fake:kvm")).readOnly(true).build();

    @Test
    void sharesTheGuestsOfItsHost() throws InterruptedException {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        try (Hypervisor one = fake.open();
                Hypervisor other = fake.open();
                RecordedEvents events = new RecordedEvents(fake, other)) {
            one.findGuest("web").orElseThrow().start().await();
            one.define(GuestSpec.builder("db").build()).await();

            assertThat(other.guests()).extracting(Object::toString).containsExactly("web (running)", "db (stopped)");
            assertThat(events.textUntilNow()).containsExactly("web running (booted)", "db defined");
        }
    }

    @Test
    void tellsWhatItSpeaksWith() {
        try (Hypervisor host = FakeHost.vsphere().open()) {
            assertThat(host.info()).hasToString("VMware ESXi (fake) 8.0.3 at fake:vsphere");
            assertThat(host.info().backend()).isEqualTo("fake");
            assertThat(host).hasToString("fake:vsphere");
        }
    }

    @Test
    void listsTenThousandGuestsInOneReading() {
        FakeHost fake = FakeHost.kvm().withGuests(10_000, GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            host.findGuest("fake-7777").orElseThrow().pause().await();
            fake.journal().clear();

            assertThat(host.guests().size()).isEqualTo(10_000);
            assertThat(fake.journal().entries()).extracting(JournalEntry::call).containsExactly(HostCall.LIST_GUESTS);
            assertThat(host.guests().incomplete()).isEmpty();
            assertThat(host.guests().asList().get(9_999).name()).isEqualTo("fake-10000");
            assertThat(host.guests(GuestQuery.builder().state(GuestState.PAUSED).build()))
                    .extracting(GuestInfo::name)
                    .containsExactly("fake-7777");
        }
    }

    @Test
    void listsByStateAndByName() {
        try (Hypervisor host = FakeHost.kvm()
                .withGuest("web", GuestState.RUNNING)
                .withGuest("db", GuestState.SUSPENDED)
                .withGuest("old", GuestState.CRASHED)
                .open()) {
            assertThat(host.guests(GuestQuery.active()))
                    .extracting(GuestInfo::name)
                    .containsExactly("web", "db");
            assertThat(host.guests(GuestQuery.builder().name("old").build()))
                    .extracting(GuestInfo::name)
                    .containsExactly("old");
            assertThat(host.guests(GuestQuery.builder().name("ol").build())).isEmpty();
        }
    }

    @Test
    void aReadingDoesNotChangeWithTheGuest() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();
            GuestInfo before = web.info();

            fake.clock().advance(Duration.ofSeconds(1));
            web.pause().await();

            assertThat(before.state()).isEqualTo(GuestState.RUNNING);
            assertThat(before.cpuTime()).contains(Duration.ZERO);
            assertThat(web.info().cpuTime()).contains(Duration.ofSeconds(1));
        }
    }

    @Test
    void cpuTimeMovesOnlyWhileTheGuestRuns() {
        FakeHost fake =
                FakeHost.kvm().withGuest(GuestSpec.builder("web").vcpus(3).build(), GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();
            fake.clock().advance(Duration.ofSeconds(10));
            web.pause().await();
            fake.clock().advance(Duration.ofSeconds(100));
            assertThat(web.info().cpuTime()).contains(Duration.ofSeconds(30));

            web.resume().await();
            fake.clock().advance(Duration.ofSeconds(1));
            assertThat(web.info().cpuTime()).contains(Duration.ofSeconds(33));

            web.stop().await();
            assertThat(web.info().cpuTime()).isEmpty();
            assertThat(web.start().await().cpuTime()).contains(Duration.ZERO);
            assertThat(web.info().startedAt()).contains(fake.clock().instant());
        }
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, PT10S", "SHUTTING_DOWN, PT10S", "PAUSED, PT0S", "SUSPENDED, PT0S", "STOPPED,", "CRASHED,"})
    void cpuTimeIsThatOfStatesInWhichAGuestWorks(GuestState state, @Nullable Duration expected) {
        FakeHost fake = FakeHost.kvm().withGuest("web", state);
        fake.clock().advance(Duration.ofSeconds(10));
        try (Hypervisor host = fake.open()) {
            assertThat(host.findGuest("web").orElseThrow().info().cpuTime()).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({"KVM, false", "XEN, true", "VSPHERE, false", "CONTAINERS, true"})
    void aGuestIsStartedAnewByAStartOnly(Family family, boolean rebootIsAStart) {
        FakeHost fake = FakeHost.of(family).withGuest("web", GuestState.RUNNING);
        Instant start = fake.clock().instant();
        fake.clock().advance(Duration.ofSeconds(10));
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();
            web.pause().await();
            assertThat(web.resume().await().startedAt()).contains(start);

            assertThat(web.reboot().await().startedAt())
                    .contains(rebootIsAStart ? fake.clock().instant() : start);
        }
    }

    @Test
    void aGuestChangesByItself() throws InterruptedException {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            Guest web = host.findGuest("web").orElseThrow();

            fake.guestBecomes(web.id(), GuestState.CRASHED, StateReason.PANICKED);

            assertThat(web.info()).hasToString("web (crashed)");
            assertThat(events.textUntilNow()).containsExactly("web crashed (panicked)");
            assertThatThrownBy(() -> fake.guestBecomes(GuestId.of("gone"), GuestState.CRASHED, StateReason.PANICKED))
                    .isInstanceOf(HypervisorException.NotFound.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KVM, RUNNING, booted",
        "KVM, STOPPED, shutdown",
        "XEN, CRASHED, panicked",
        "XEN, SUSPENDED,",
        "VSPHERE, RUNNING,",
        "VSPHERE, PAUSED, saved",
        "CONTAINERS, STOPPED, exited",
        "CONTAINERS, CRASHED, failed"
    })
    void aGuestIsFoundInAStateForTheUsualReason(Family family, GuestState state, @Nullable String reason) {
        try (Hypervisor host = FakeHost.of(family).withGuest("web", state).open()) {
            assertThat(host.findGuest("web").orElseThrow().info().reason().map(StateReason::id))
                    .isEqualTo(Optional.ofNullable(reason));
        }
    }

    @Test
    void countsTheMemoryThatIsLeft() {
        FakeHost fake = FakeHost.kvm()
                .withGuest(
                        GuestSpec.builder("web")
                                .memory(MemorySize.ofGibibytes(100))
                                .build(),
                        GuestState.RUNNING)
                .withGuest(
                        GuestSpec.builder("old")
                                .memory(MemorySize.ofGibibytes(100))
                                .build(),
                        GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            assertThat(host.host().memory()).contains(MemorySize.ofGibibytes(256));
            assertThat(host.host().freeMemory()).contains(MemorySize.ofGibibytes(156));

            fake.withGuest(
                    GuestSpec.builder("big").memory(MemorySize.ofGibibytes(500)).build(), GuestState.PAUSED);
            assertThat(host.host().freeMemory()).contains(MemorySize.ZERO);
        }
    }

    @Test
    void everyCallOnAGuestThatIsGoneIsNotFound() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            Guest gone = host.guest(GuestId.of("gone"));
            Stream<ThrowingCallable> calls = Stream.of(
                    gone::info,
                    () -> gone.start().await(),
                    () -> gone.shutdown().await(),
                    () -> gone.stop().await(),
                    () -> gone.pause().await(),
                    () -> gone.resume().await(),
                    () -> gone.reboot().await(),
                    () -> gone.undefine().await(),
                    () -> gone.capability(Statistics.class),
                    gone::capabilities);

            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(call)
                            .isInstanceOf(HypervisorException.NotFound.class)
                            .hasMessageContaining("guest gone"));
            assertThat(host.findGuest("gone")).isEmpty();
        }
    }

    @Test
    void everyCallAfterCloseSaysSo() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        Hypervisor host = fake.open();
        Guest web = host.findGuest("web").orElseThrow();
        Snapshots snapshots = web.capability(Snapshots.class).require();
        HostFeatures features = host.capability(HostFeatures.class).require();
        host.close();
        host.close();

        Stream<ThrowingCallable> calls = Stream.of(
                host::info,
                host::host,
                host::guests,
                host::devices,
                host::capabilities,
                () -> host.guest(web.id()),
                () -> host.findGuest("web"),
                () -> host.capability(HostFeatures.class),
                () -> host.define(GuestSpec.builder("db").build()),
                () -> host.subscribe(event -> {}),
                web::info,
                web::stop,
                web::undefine,
                web::capabilities,
                () -> web.capability(Snapshots.class),
                snapshots::list,
                () -> snapshots.delete("one"),
                features::reports);
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(HypervisorClosedException.class)
                        .hasMessage("fake:kvm is closed"));
        assertThat(host.isOpen()).isFalse();
        try (Hypervisor other = fake.open()) {
            assertThat(other.guests()).extracting(Object::toString).containsExactly("web (running)");
        }
    }

    @Test
    void closingEndsItsSubscriptionsAndNoOthers() {
        FakeHost fake = FakeHost.kvm();
        Queue<HypervisorEvent> events = new LinkedBlockingQueue<>();
        try (Hypervisor other = fake.open();
                Subscription kept = other.subscribe(event -> {})) {
            Hypervisor host = fake.open();
            Subscription subscription = host.subscribe(events::add);

            host.close();
            fake.withGuest("web", GuestState.RUNNING);

            assertThat(subscription.isOpen()).isFalse();
            assertThat(kept.isOpen()).isTrue();
            assertThat(events).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(GuestState.class)
    void aReadOnlyConnectionReadsAndChangesNothing(GuestState state) {
        FakeHost fake = FakeHost.kvm().withGuest("web", state);
        try (Hypervisor host = fake.open(READ_ONLY)) {
            Guest web = host.findGuest("web").orElseThrow();
            Snapshots snapshots = web.capability(Snapshots.class).require();
            Stream<Operation<?>> changes = Stream.of(
                    web.start(),
                    web.shutdown(),
                    web.stop(),
                    web.pause(),
                    web.resume(),
                    web.reboot(),
                    web.undefine(),
                    snapshots.revert("one"),
                    host.define(GuestSpec.builder("db").build()));

            assertThat(changes)
                    .allSatisfy(change -> assertThatThrownBy(change::await)
                            .isInstanceOf(HypervisorException.PermissionDenied.class)
                            .hasMessageEndingWith("the connection is read-only; open it without readOnly"));
            assertThat(snapshots.list()).isEmpty();
            assertThat(host.guests()).extracting(GuestInfo::state).containsExactly(state);
        }
    }

    @Test
    void workIsDoneWhereTheConnectionIsTold() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        ConnectSpec spec = ConnectSpec.builder(URI.create("fake:kvm"))
                .executor(waiting::add)
                .build();
        try (Hypervisor host = fake.open(spec)) {
            Guest web = host.findGuest("web").orElseThrow();
            Operation<GuestInfo> start = web.start();

            assertThat(start.isDone()).isFalse();
            assertThat(web.info().state()).isEqualTo(GuestState.STOPPED);
            assertThatThrownBy(() -> start.await(Duration.ofMillis(1)))
                    .isInstanceOf(HypervisorException.TimedOut.class);

            List.copyOf(waiting).forEach(Runnable::run);

            assertThat(start.await().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    @Test
    void workGoesOnWhenTheConnectionIsClosed() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        Hypervisor host = fake.open(ConnectSpec.builder(URI.create("fake:kvm"))
                .executor(waiting::add)
                .build());
        Operation<GuestInfo> start = host.findGuest("web").orElseThrow().start();

        host.close();
        List.copyOf(waiting).forEach(Runnable::run);

        assertThatThrownBy(start::await).isInstanceOf(HypervisorClosedException.class);
        try (Hypervisor other = fake.open()) {
            assertThat(other.guests()).extracting(GuestInfo::state).containsExactly(GuestState.RUNNING);
        }
    }
}
