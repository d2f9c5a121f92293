/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.testkit.JournalEntry.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fake host writes down, and what a strict one objects to. */
class JournalTest {
    private final FakeHost fake =
            FakeHost.kvm().withGuest("web", GuestState.STOPPED).withGuest("db", GuestState.RUNNING);

    private static Guest guest(Hypervisor host, String name) {
        return host.findGuest(name).orElseThrow();
    }

    @Test
    void tellsEachCallWithItsOutcome() {
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            fake.clock().advance(Duration.ofSeconds(1));
            web.start().await();
            assertThatThrownBy(() -> web.start().await()).isInstanceOf(HypervisorException.WrongState.class);
        }

        assertThat(fake.journal().toString()).isEqualTo("""
                        #1 2026-01-01T00:00:00Z connection 1: open host: done
                        #2 2026-01-01T00:00:00Z connection 1: list guests guest web: done
                        #3 2026-01-01T00:00:01Z connection 1: start guest web: done
                        #4 2026-01-01T00:00:01Z connection 1: start guest web: failed, WrongState (it is running and would have to be stopped)
                        #5 2026-01-01T00:00:01Z connection 1: close host: done""");
    }

    @Test
    void keepsTheConnectionsApart() {
        try (Hypervisor one = fake.open();
                Hypervisor other = fake.open()) {
            other.guests();
            one.guests();
        }

        assertThat(fake.journal().entries())
                .filteredOn(entry -> entry.call() == HostCall.LIST_GUESTS)
                .extracting(JournalEntry::connection)
                .containsExactly(2, 1);
    }

    @Test
    void aListingIsOneCallHoweverManyGuestsThereAre() {
        fake.withGuests(1000, GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            assertThat(host.guests().size()).isEqualTo(1002);
        }

        assertThat(fake.journal().entries())
                .extracting(JournalEntry::call)
                .containsExactly(HostCall.OPEN, HostCall.LIST_GUESTS, HostCall.CLOSE);
    }

    @Test
    void aListThatWasReadNeverChanges() {
        fake.faults().on(HostCall.START).times(1).hangUntilReleased();
        fake.faults().on(HostCall.START).times(1).cancellable().hangUntilReleased();
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            web.start();
            Operation<GuestInfo> cancelled = web.start();
            fake.journal().clear();
            assertThat(fake.journal().entries()).isEmpty();
            assertThatThrownBy(() -> web.pause().await()).isInstanceOf(HypervisorException.WrongState.class);
            List<JournalEntry> before = fake.journal().entries();
            cancelled.cancel();
            fake.faults().release();

            assertThat(before).hasSize(1);
            assertThat(before.get(0).failure()).containsInstanceOf(HypervisorException.WrongState.class);
        }
    }

    @Test
    void tellsWhatIsUnderWayAndWhatWasCancelled() {
        fake.faults().on(HostCall.START).cancellable().hangUntilReleased();
        try (Hypervisor host = fake.open()) {
            Operation<GuestInfo> start = guest(host, "web").start();
            List<JournalEntry> before = fake.journal().entries();
            start.cancel();

            assertThat(last(before).outcome()).isEqualTo(Outcome.UNDER_WAY);
            assertThat(last(before).subject()).isEqualTo("guest web");
            assertThat(last(fake.journal().entries()).outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    private static JournalEntry last(List<JournalEntry> entries) {
        return entries.get(entries.size() - 1);
    }

    @Test
    void forgetsTheOldestCalls() {
        try (Hypervisor host = fake.open()) {
            for (int call = 0; call < 10_010; call++) {
                host.guests();
            }
            assertThat(fake.journal().entries()).hasSize(10_000);
            assertThat(last(fake.journal().entries()).number()).isEqualTo(10_011);
        }
    }

    @Test
    void aStrictHostIsContentWithAProgramThatFinishesWhatItBegins() {
        fake.strict();
        assertThatCode(() -> {
                    try (Hypervisor host = fake.open();
                            Subscription events = host.subscribe(event -> {})) {
                        assertThat(events.isOpen()).isTrue();
                        guest(host, "db").stop().await();
                        guest(host, "db").undefine().completion();
                    }
                })
                .doesNotThrowAnyException();
        assertThat(fake.openConnections()).isZero();
    }

    @Test
    void aStrictHostObjectsToSubscriptionsThatAreLeftOpen() {
        Hypervisor host = fake.strict().open();
        assertThat(host.subscribe(event -> {}).isOpen()).isTrue();

        assertThatThrownBy(host::close)
                .isInstanceOf(ProtocolMisuseError.class)
                .hasMessageStartingWith("connection 1: subscription #3 was not closed; close it before the connection");
    }

    @Test
    void aStrictHostObjectsToOperationsThatNobodyWaitsFor() {
        Hypervisor host = fake.strict().open();
        assertThat(guest(host, "web").start().isDone()).isTrue();

        assertThatThrownBy(host::close)
                .isInstanceOf(ProtocolMisuseError.class)
                .hasMessageStartingWith(
                        "connection 1: nobody waited for the end of start of guest web (#3); call await() or completion()")
                .hasMessageContaining("#3 2026-01-01T00:00:00Z connection 1: start guest web: done");
        assertThat(host.isOpen()).isFalse();
        assertThatCode(host::close).doesNotThrowAnyException();
    }

    @Test
    void aStrictHostObjectsToCallsAfterTheClose() {
        Hypervisor host = fake.open();
        Guest web = guest(host, "web");
        host.close();
        List<Runnable> calls = List.of(host::guests, host::info, web::info, web::start, () -> host.subscribe(e -> {}));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(HypervisorClosedException.class));
        fake.strict();
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(ProtocolMisuseError.class)
                        .hasMessageContaining("after its close()"));
        assertThat(fake.misuses()).hasSize(10).contains("connection 1: start guest web after its close()");
    }

    @Test
    void aStrictHostObjectsToUndefiningWhatRuns() {
        Hypervisor host = fake.strict().open();
        assertThatThrownBy(() -> guest(host, "db").undefine().await())
                .isInstanceOf(HypervisorException.WrongState.class);

        assertThatThrownBy(host::close)
                .isInstanceOf(ProtocolMisuseError.class)
                .hasMessageContaining("connection 1: undefine of guest db, which was not stopped; stop it first");
    }

    @Test
    void aStrictHostObjectsToChangesByAConnectionForReading() {
        Hypervisor host = fake.strict()
                .open(ConnectSpec.builder(URI.create("fake:kvm")).readOnly(true).build());
        assertThatThrownBy(() -> guest(host, "web").start().await())
                .isInstanceOf(HypervisorException.PermissionDenied.class);

        assertThatThrownBy(host::close)
                .isInstanceOf(ProtocolMisuseError.class)
                .hasMessageContaining("start of guest web by a connection for reading only");
    }

    @Test
    void anyHostTellsWhatAStrictOneWouldObjectTo() {
        try (Hypervisor host = fake.open()) {
            Subscription subscription = host.subscribe(event -> {});
            Operation<GuestInfo> start = guest(host, "web").start();
            assertThat(fake.misuses()).hasSize(2);
            assertThat(fake.openConnections()).isEqualTo(1);
            start.await();
            subscription.close();
            subscription.close();

            assertThat(fake.misuses()).isEmpty();
        }
    }

    @Test
    void whatCannotFailCannotBeGivenAFault() {
        assertThatThrownBy(() -> fake.faults().on(HostCall.START, HostCall.CLOSE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
