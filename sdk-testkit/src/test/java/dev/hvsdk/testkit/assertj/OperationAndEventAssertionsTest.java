/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import static dev.hvsdk.testkit.assertj.Failures.fails;
import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;
import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThatEvents;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions on operations and events, each with the message it fails with. */
class OperationAndEventAssertionsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final GuestId ID = GuestId.of("7");
    private static final HypervisorEvent DEFINED = new GuestEvent.Defined(NOON, ID, "web");
    private static final HypervisorEvent CHANGED = new GuestEvent.Changed(NOON, ID, "web");
    private static final HypervisorEvent UNDEFINED = new GuestEvent.Undefined(NOON, ID, "web");
    private static final HypervisorEvent RUNNING = stateOf("web", GuestState.RUNNING);
    private static final HypervisorEvent LOST = new HypervisorEvent.Lost(NOON, 3);
    private static final HypervisorEvent RECONNECTED = new HypervisorEvent.Reconnected(NOON);

    @FakeHypervisor(guests = "web:stopped")
    private FakeHost fake;

    @FakeHypervisor
    private Hypervisor host;

    private Guest web;

    private static HypervisorEvent stateOf(String name, GuestState state) {
        return new GuestEvent.StateChanged(
                NOON, GuestInfo.builder(ID, name, state).build());
    }

    @BeforeEach
    void findGuest() {
        web = host.findGuest("web").orElseThrow();
    }

    @Test
    void anOperationSucceeds() {
        Operation<GuestInfo> start = web.start();
        assertThat(start).isDone().gives(web.info());
        assertThat(start).succeeds().extracting(GuestInfo::state).isEqualTo(GuestState.RUNNING);
        fails(
                () -> assertThat(start).isUnderWay(),
                "Expecting the start of guest web to be under way, but it has ended");
        fails(
                () -> assertThat(start).failsWith(HypervisorException.NotFound.class),
                "Expecting the start of guest web to fail with NotFound, but it gave web (running)");
        fails(
                () -> assertThat(start).isCancelled(),
                "Expecting the start of guest web to be cancelled, but it gave web (running)");
        GuestInfo other = GuestInfo.builder(ID, "db", GuestState.RUNNING).build();
        fails(
                () -> assertThat(start).gives(other),
                "Expecting the start of guest web to give db (running), but it gave web (running)");
    }

    @Test
    void anOperationFails() {
        Operation<GuestInfo> pause = web.pause();
        String text =
                "WrongState: fake: pause guest web: it is stopped and would have to be running; possible now: start or"
                        + " undefine";
        assertThat(pause).failsWith(HypervisorException.WrongState.class).hasMessageContaining("it is stopped");
        fails(
                () -> assertThat(pause).succeeds(),
                "Expecting the pause of guest web to succeed, but it failed: " + text);
        fails(
                () -> assertThat(pause).as("upgrade").failsWith(HypervisorException.TimedOut.class),
                "[upgrade] Expecting the pause of guest web to fail with TimedOut, but it failed: " + text);
        fails(
                () -> assertThat(pause).gives(web.info()),
                "Expecting the pause of guest web to give web (stopped), but it failed: " + text);
    }

    @Test
    void anOperationIsUnderWay() {
        fake.faults().on(HostCall.START).hangUntilReleased();
        Operation<GuestInfo> start = web.start();
        assertThat(start).isUnderWay();
        fails(() -> assertThat(start).isDone(), "Expecting the start of guest web to have ended, but it is under way");
        fails(
                () -> assertThat(start).within(Duration.ofMillis(1)).succeeds(),
                "Expecting the start of guest web to end within 1 ms, but it is under way");
        fake.faults().release();
        assertThat(start).isDone();
    }

    @Test
    void aTimeoutOfTheHostIsAFailureAndNotImpatience() {
        fake.faults().on(HostCall.START).fail(HypervisorException.TimedOut.class);
        assertThat(web.start()).failsWith(HypervisorException.TimedOut.class);
    }

    @Test
    void anEventIsOfOneKind() {
        assertThat(DEFINED).isDefinition().isOfGuest("web").hasTime(NOON);
        assertThat(CHANGED).isChange();
        assertThat(UNDEFINED).isUndefinition();
        assertThat(RUNNING).isChangeTo(GuestState.RUNNING);
        assertThat(LOST).isLossOfAtLeast(3);
        assertThat(RECONNECTED).isReconnection();
        fails(
                () -> assertThat(LOST).isDefinition(),
                "Expecting the event to tell of a definition, but it is 'lost at least 3'");
        fails(
                () -> assertThat(LOST).isLossOfAtLeast(4),
                "Expecting the event to tell of a loss of at least 4 events, but it is 'lost at least 3'");
        fails(
                () -> assertThat(DEFINED).isUndefinition(),
                "Expecting the event to tell of the end of a definition, but it is 'web defined'");
        fails(
                () -> assertThat(DEFINED).isChange(),
                "Expecting the event to tell of a changed definition, but it is 'web defined'");
        fails(
                () -> assertThat(DEFINED).isReconnection(),
                "Expecting the event to tell of a reconnection, but it is 'web defined'");
        fails(
                () -> assertThat(RUNNING).isChangeTo(GuestState.STOPPED),
                "Expecting the event to tell of a change to stopped, but it is 'web running'");
        fails(
                () -> assertThat(RUNNING).isOfGuest("db"),
                "Expecting the event to tell of guest db, but it is 'web running'");
        fails(
                () -> assertThat(DEFINED).hasTime(Instant.EPOCH),
                "Expecting the event to have time 1970-01-01T00:00:00Z, but it has 2026-01-01T12:00:00Z");
    }

    @Test
    void eventsShowWhereAGuestWent() {
        List<HypervisorEvent> events =
                List.of(DEFINED, RUNNING, stateOf("db", GuestState.CRASHED), stateOf("web", GuestState.STOPPED));
        assertThatEvents(events)
                .showStates("web", GuestState.RUNNING, GuestState.STOPPED)
                .showStates("old")
                .haveNoGap();
        assertThatEvents(List.of()).areNone();
        fails(
                () -> assertThatEvents(events).showStates("web", GuestState.RUNNING),
                "Expecting the events to show guest web go to running, but they show running, stopped");
        fails(
                () -> assertThatEvents(events).showStates("old", GuestState.RUNNING),
                "Expecting the events to show guest old go to running, but they show none");
        fails(
                () -> assertThatEvents(List.of(RUNNING, LOST)).haveNoGap(),
                "Expecting the events to have no gap, but they are web running, lost at least 3");
        fails(
                () -> assertThatEvents(List.of(RECONNECTED)).haveNoGap(),
                "Expecting the events to have no gap, but they are reconnected");
        fails(
                () -> assertThatEvents(List.of(RUNNING)).areNone(),
                "Expecting the events to be none, but they are web running");
    }
}
