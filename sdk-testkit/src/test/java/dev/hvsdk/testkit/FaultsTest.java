/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.machine.CpuFeature;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on demand, and what does not. */
class FaultsTest {
    private final FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);

    private static Guest guest(Hypervisor host, String name) {
        return host.findGuest(name).orElseThrow();
    }

    @Test
    void failsAsOftenAsSaidAndChangesNothing() {
        fake.faults().on(HostCall.START).times(2).fail(HypervisorException.TimedOut.class);
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> web.start().await())
                        .isInstanceOfSatisfying(
                                HypervisorException.TimedOut.class,
                                error -> assertThat(error.isTransient()).isTrue())
                        .hasMessage("fake: start guest web: it fails because the test says so");
                assertThat(web.info().state()).isEqualTo(GuestState.STOPPED);
            }
            assertThat(web.start().await().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                HypervisorException.NotFound.class,
                HypervisorException.Conflict.class,
                HypervisorException.WrongState.class,
                HypervisorException.PermissionDenied.class,
                HypervisorException.Unsupported.class,
                HypervisorException.Unreachable.class,
                HypervisorException.TimedOut.class,
                HypervisorException.HostFailure.class
            })
    void failsWithEachOfTheEightSituations(Class<? extends HypervisorException> situation) {
        fake.faults().on(HostCall.DEFINE, HostCall.LIST_GUESTS).fail(situation);
        try (Hypervisor host = fake.open()) {
            Operation<Guest> define =
                    host.define(GuestSpec.builder("db").vcpus(1).build());

            assertThatThrownBy(define::await).isExactlyInstanceOf(situation);
            assertThatThrownBy(host::guests).isExactlyInstanceOf(situation);
        }
    }

    @Test
    void refusesWhatIsNoSituation() {
        Faults.Rule rule = fake.faults().on(HostCall.START);

        assertThatThrownBy(() -> rule.fail(HypervisorException.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of the eight");
        assertThatThrownBy(() -> rule.times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule.delay(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule.byChance(1, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule.byChance(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fake.faults().loseEvents(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsWithTheErrorsOfTheTest() {
        Queue<String> words = new ArrayDeque<>(List.of("first", "second"));
        fake.faults()
                .on(HostCall.START)
                .times(2)
                .fail(() -> new HypervisorException.HostFailure(
                        ErrorDetails.builder(words.remove()).build()));
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");

            assertThatThrownBy(() -> web.start().await()).hasMessage("first");
            assertThatThrownBy(() -> web.start().await()).hasMessage("second");
        }
    }

    @Test
    void strikesTheGuestThatIsMeantOnly() {
        fake.withGuest("db", GuestState.STOPPED);
        fake.faults().on(HostCall.START).forGuest("db").fail(HypervisorException.HostFailure.class);
        try (Hypervisor host = fake.open()) {
            assertThat(guest(host, "web").start().await().state()).isEqualTo(GuestState.RUNNING);
            assertThatThrownBy(() -> guest(host, "db").start().await())
                    .isInstanceOf(HypervisorException.HostFailure.class);
        }
    }

    @Test
    void theOldestRuleThatAppliesDecides() {
        fake.faults()
                .on(HostCall.START)
                .times(1)
                .fail(HypervisorException.Conflict.class)
                .onAnyChange()
                .fail(HypervisorException.HostFailure.class);
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            assertThatThrownBy(() -> web.start().await()).isInstanceOf(HypervisorException.Conflict.class);
            assertThatThrownBy(() -> web.start().await()).isInstanceOf(HypervisorException.HostFailure.class);
            fake.faults().clear();
            assertThat(web.start().await().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    @Test
    void putsWorkOffUntilTheClockSaysSo() {
        fake.faults().on(HostCall.START).delay(Duration.ofMinutes(3));
        Instant begin = fake.clock().instant();
        try (Hypervisor host = fake.open()) {
            Operation<GuestInfo> start = guest(host, "web").start();
            fake.clock().advance(Duration.ofSeconds(179));
            assertThat(start.isDone()).isFalse();
            assertThat(start.cancel()).isFalse();
            assertThat(guest(host, "web").info().state()).isEqualTo(GuestState.STOPPED);

            fake.clock().advance(Duration.ofMinutes(1));

            assertThat(start.await().startedAt()).contains(begin.plus(Duration.ofMinutes(3)));
            assertThat(guest(host, "web").info().cpuTime()).contains(Duration.ofSeconds(59));
        }
    }

    @Test
    void workThatIsLateIsDoneInTheOrderOfItsTimes() {
        fake.withGuest("db", GuestState.STOPPED);
        fake.faults().on(HostCall.START).times(1).delay(Duration.ofSeconds(20));
        fake.faults().on(HostCall.START).times(1).delay(Duration.ofSeconds(10));
        List<String> ends = new ArrayList<>();
        try (Hypervisor host = fake.open()) {
            guest(host, "web").start().completion().thenAccept(info -> ends.add(info.name()));
            guest(host, "db").start().completion().thenAccept(info -> ends.add(info.name()));

            fake.clock().advance(Duration.ofMinutes(1));

            assertThat(ends).containsExactly("db", "web");
        }
    }

    @Test
    void hangsUntilItIsReleased() {
        fake.faults().on(HostCall.START).times(1).hangUntilReleased();
        try (Hypervisor host = fake.open()) {
            Operation<GuestInfo> start = guest(host, "web").start();
            assertThatThrownBy(() -> start.await(Duration.ofMillis(1)))
                    .isInstanceOf(HypervisorException.TimedOut.class);
            assertThat(fake.faults().hanging()).isEqualTo(1);

            assertThat(fake.faults().release()).isEqualTo(1);

            assertThat(start.await().state()).isEqualTo(GuestState.RUNNING);
            assertThat(fake.faults().hanging()).isZero();
            assertThat(fake.faults().release()).isZero();
        }
    }

    @Test
    void closingEndsTheWaitForWhatHangsAndTheWorkGoesOn() {
        fake.faults().on(HostCall.START).hangUntilReleased();
        Operation<GuestInfo> start;
        try (Hypervisor host = fake.open()) {
            start = guest(host, "web").start();
        }
        assertThatThrownBy(start::await).isInstanceOf(HypervisorClosedException.class);

        fake.faults().release();

        try (Hypervisor host = fake.open()) {
            assertThat(guest(host, "web").info().state()).isEqualTo(GuestState.RUNNING);
        }
    }

    @Test
    void whatIsCancelledIsNeverDone() {
        fake.faults().on(HostCall.START).times(1).cancellable().hangUntilReleased();
        fake.faults().on(HostCall.START).times(1).cancellable().delay(Duration.ofSeconds(5));
        try (Hypervisor host = fake.open()) {
            for (Operation<GuestInfo> start :
                    List.of(guest(host, "web").start(), guest(host, "web").start())) {
                assertThat(start.cancel()).isTrue();
                assertThatThrownBy(start::await).isInstanceOf(CancellationException.class);
                assertThat(start.cancel()).isFalse();
            }
            fake.faults().release();
            fake.clock().advance(Duration.ofMinutes(1));

            assertThat(guest(host, "web").info().state()).isEqualTo(GuestState.STOPPED);
        }
    }

    @Test
    void aLateReadTakesTheTimeOfTheClockUpToTheDeadline() {
        fake.faults().on(HostCall.READ_GUEST).times(1).delay(Duration.ofSeconds(2));
        fake.faults().on(HostCall.READ_GUEST).times(1).delay(Duration.ofMinutes(9));
        fake.faults().on(HostCall.READ_GUEST).times(1).hangUntilReleased();
        ConnectSpec spec = ConnectSpec.builder(URI.create("fake:kvm"))
                .deadlines(new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(7)))
                .build();
        Instant begin = fake.clock().instant();
        try (Hypervisor host = fake.open(spec)) {
            Guest web = guest(host, "web");
            assertThat(web.info().name()).isEqualTo("web");
            assertThat(fake.clock().instant()).isEqualTo(begin.plusSeconds(2));
            assertThatThrownBy(web::info)
                    .isInstanceOf(HypervisorException.TimedOut.class)
                    .hasMessageContaining("no answer within 7s");
            assertThatThrownBy(web::info).isInstanceOf(HypervisorException.TimedOut.class);
            assertThat(fake.clock().instant()).isEqualTo(begin.plusSeconds(16));
        }
    }

    @Test
    void allReadsCanFail() {
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            HostFeatures features = host.capability(HostFeatures.class).require();
            Snapshots snapshots = web.capability(Snapshots.class).require();
            Statistics statistics = web.capability(Statistics.class).require();
            fake.faults()
                    .on(HostCall.LIST_GUESTS, HostCall.READ_GUEST, HostCall.READ_HOST)
                    .fail(HypervisorException.HostFailure.class);

            List<Runnable> reads = List.of(
                    host::guests,
                    host::host,
                    host::devices,
                    () -> host.findGuest("web"),
                    web::info,
                    web::capabilities,
                    () -> web.capability(Statistics.class),
                    features::reports,
                    () -> features.report(CpuFeature.VT_X),
                    snapshots::list,
                    snapshots::current,
                    statistics::read);
            assertThat(reads)
                    .allSatisfy(
                            read -> assertThatThrownBy(read::run).isInstanceOf(HypervisorException.HostFailure.class));
        }
    }

    @Test
    void openingCanFail() {
        fake.faults().on(HostCall.OPEN).times(1).fail(HypervisorException.PermissionDenied.class);

        assertThatThrownBy(fake::open).isInstanceOf(HypervisorException.PermissionDenied.class);
        try (Hypervisor host = fake.open()) {
            assertThat(host.isOpen()).isTrue();
        }
    }

    @Test
    void nothingGetsThroughABrokenConnection() throws InterruptedException {
        fake.withGuest("db", GuestState.RUNNING);
        fake.faults().on(HostCall.STOP).times(1).hangUntilReleased();
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            Guest web = guest(host, "web");
            Guest db = guest(host, "db");
            Operation<GuestInfo> hanging = db.stop();
            fake.faults().disconnect();

            assertThatThrownBy(hanging::await).isInstanceOf(HypervisorException.Unreachable.class);
            assertThatThrownBy(host::guests)
                    .isInstanceOfSatisfying(
                            HypervisorException.Unreachable.class,
                            error -> assertThat(error.isTransient()).isTrue());
            assertThatThrownBy(() -> web.start().await()).isInstanceOf(HypervisorException.Unreachable.class);
            assertThatThrownBy(fake::open).isInstanceOf(HypervisorException.Unreachable.class);
            fake.faults().release();
            fake.faults().reconnect().reconnect();

            assertThat(web.info().state()).isEqualTo(GuestState.STOPPED);
            assertThat(db.info().state()).isEqualTo(GuestState.STOPPED);
            assertThat(events.textUntilNow()).containsExactly("reconnected");
        }
    }

    @Test
    void losesAsManyEventsAsSaidAndTellsOfTheGap() throws InterruptedException {
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            Guest web = guest(host, "web");
            fake.faults().loseEvents(2);
            web.start().await();
            web.pause().await();
            web.resume().await();

            assertThat(events.textUntilNow()).containsExactly("lost at least 2", "web running (user)");
        }
    }

    @Test
    void strikesAsOftenAsSaidHoweverManyThreadsCall() throws InterruptedException, ExecutionException {
        fake.faults().on(HostCall.START).times(50).fail(HypervisorException.TimedOut.class);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            List<Future<Boolean>> struck = new ArrayList<>();
            for (int call = 0; call < 400; call++) {
                struck.add(threads.submit(() -> failsByFault(web.start())));
            }
            int count = 0;
            for (Future<Boolean> each : struck) {
                count += each.get() ? 1 : 0;
            }
            assertThat(count).isEqualTo(50);
            assertThat(fake.journal().entries())
                    .filteredOn(entry -> entry.call() == HostCall.START)
                    .hasSize(400)
                    .filteredOn(entry -> entry.outcome() == JournalEntry.Outcome.DONE)
                    .hasSize(1);
            assertThat(fake.misuses()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean failsByFault(Operation<GuestInfo> operation) {
        try {
            operation.await();
            return false;
        } catch (HypervisorException.TimedOut e) {
            return true;
        } catch (HypervisorException.WrongState e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void chanceIsTheSameInEveryRunAndOnlyErrorsThatPassComeOfIt(Family family) {
        List<String> first = randomRun(family, 42);

        assertThat(first).isEqualTo(randomRun(family, 42)).isNotEqualTo(randomRun(family, 43));
        assertThat(first).contains("done", "Unreachable", "TimedOut").hasSize(200);
        assertThat(first.stream().filter("done"::equals).count()).isBetween(120L, 160L);
    }

    /** Each change that a fault let through was made, and none that it struck. */
    private static List<String> randomRun(Family family, long seed) {
        FakeHost host = FakeHost.of(family).withGuest("web", GuestState.STOPPED);
        host.faults().randomly(seed, 0.3);
        List<String> outcomes = new ArrayList<>();
        try (Hypervisor connection = host.open()) {
            Guest web = guest(connection, "web");
            for (int step = 0; step < 200; step++) {
                GuestState before = web.info().state();
                boolean isOff = before == GuestState.STOPPED;
                String outcome = outcomeOf(isOff ? web.start() : web.stop());
                boolean changed = web.info().state() != before;
                assertThat(changed).isEqualTo(outcome.equals("done"));
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static String outcomeOf(Operation<GuestInfo> operation) {
        try {
            operation.await();
            return "done";
        } catch (HypervisorException e) {
            assertThat(e.isTransient()).isTrue();
            return e.getClass().getSimpleName();
        }
    }
}
