/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.StateSaving;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each action does in each state of each family, as a user of the API sees it. */
class StateMachineTest {
    private static final String REFUSED = "-";
    private static final String NEVER = "never";
    private static final String GONE = "undefined";

    /** A column for each {@link Action}; an entry has the events that are seen, in order. A family has all six states or says never. */
    private static final String TABLE = """
            family     state         start           shutdown                              stop               pause         resume        reboot                            reset                              save           undefine
            kvm        stopped       running(booted) -                                     -                  -             -             -                                 -                                  -              undefined
            kvm        running       -               shutting-down(user),stopped(shutdown) stopped(destroyed) paused(user)  -             running(booted)                   running(booted)                    stopped(saved) -
            kvm        shutting-down -               -                                     stopped(destroyed) -             -             -                                 -                                  -              -
            kvm        paused        -               -                                     stopped(destroyed) -             running(user) -                                 -                                  stopped(saved) -
            kvm        suspended     -               -                                     stopped(destroyed) -             running(user) -                                 -                                  -              -
            kvm        crashed       -               -                                     stopped(destroyed) -             -             -                                 -                                  -              -
            xen        stopped       running(booted) -                                     -                  -             -             -                                 -                                  -              undefined
            xen        running       -               stopped(shutdown)                     stopped(destroyed) paused(user)  -             stopped(shutdown),running(booted) stopped(destroyed),running(booted) stopped(saved) -
            xen        shutting-down never           never                                 never              never         never         never                             never                              never          never
            xen        paused        -               -                                     stopped(destroyed) -             running(user) -                                 -                                  stopped(saved) -
            xen        suspended     -               -                                     stopped(destroyed) -             running(user) -                                 -                                  -              -
            xen        crashed       -               -                                     stopped(destroyed) -             -             -                                 -                                  -              -
            vsphere    stopped       running         -                                     -                  -             -             -                                 -                                  -              undefined
            vsphere    running       -               stopped                               stopped            paused(saved) -             running                           running                            -              -
            vsphere    shutting-down never           never                                 never              never         never         never                             never                              never          never
            vsphere    paused        -               -                                     -                  -             running       -                                 -                                  -              -
            vsphere    suspended     never           never                                 never              never         never         never                             never                              never          never
            vsphere    crashed       -               -                                     -                  -             -             -                                 -                                  -              undefined
            containers stopped       running(booted) -                                     -                  -             -             -                                 -                                  -              undefined
            containers running       -               stopped(exited)                       stopped(destroyed) paused(user)  -             stopped(exited),running(booted)   -                                  -              -
            containers shutting-down never           never                                 never              never         never         never                             never                              never          never
            containers paused        -               stopped(exited)                       stopped(destroyed) -             running(user) stopped(exited),running(booted)   -                                  -              -
            containers suspended     never           never                                 never              never         never         never                             never                              never          never
            containers crashed       -               -                                     -                  -             -             -                                 -                                  -              undefined
            """;

    static Stream<Arguments> pairs() {
        List<String> lines = TABLE.lines().skip(1).toList();
        assertThat(lines).hasSize(Family.values().length * GuestState.values().length);
        return lines.stream().flatMap(StateMachineTest::pairsOf);
    }

    private static Stream<Arguments> pairsOf(String line) {
        String[] cells = line.trim().split(" +", -1);
        Family family = Family.valueOf(cells[0].toUpperCase(Locale.ROOT));
        GuestState state = GuestState.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        List<Action> actions = List.of(Action.values());
        return IntStream.range(0, actions.size())
                .filter(column -> isOffered(family, actions.get(column)))
                .mapToObj(column -> Arguments.of(family, state, actions.get(column), cells[column + 2]));
    }

    /** Of a reset and a saved state some families say that there is no such thing. */
    private static boolean isOffered(Family family, Action action) {
        return switch (action) {
            case SAVE -> family == Family.KVM || family == Family.XEN;
            case RESET -> family.hasMachines();
            default -> true;
        };
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @MethodSource("pairs")
    void doesWhatTheTableSays(Family family, GuestState state, Action action, String expected)
            throws InterruptedException {
        FakeHost fake = FakeHost.of(family);
        if (expected.equals(NEVER)) {
            assertThatThrownBy(() -> fake.withGuest("web", state))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is never " + state.id());
        } else if (expected.equals(REFUSED)) {
            assertRefused(fake.withGuest("web", state), action);
        } else {
            assertDone(fake.withGuest("web", state), action, expected);
        }
    }

    private static void assertRefused(FakeHost fake, Action action) throws InterruptedException {
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            Guest web = host.findGuest("web").orElseThrow();
            GuestInfo before = web.info();

            assertThatThrownBy(() -> perform(web, action).await())
                    .isInstanceOf(HypervisorException.WrongState.class)
                    .hasMessageStartingWith("fake: " + action.verb() + " guest web: it is "
                            + before.state().id() + " and would have to be ")
                    .hasMessageContaining("; possible now: ");

            assertThat(Readings.text(web.info())).isEqualTo(Readings.text(before));
            assertThat(events.untilNow()).isEmpty();
        }
    }

    private static void assertDone(FakeHost fake, Action action, String expected) throws InterruptedException {
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            Guest web = host.findGuest("web").orElseThrow();

            Object end = perform(web, action).await();

            List<String> seen = events.textUntilNow();
            assertThat(seen)
                    .containsExactly(Arrays.stream(expected.split(",", -1))
                            .map(event -> "web " + event.replace("(", " ("))
                            .toArray(String[]::new));
            if (expected.equals(GONE)) {
                assertThat(end).isEqualTo(web.id());
                assertThat(host.findGuest("web")).isEmpty();
            } else {
                assertThat(end)
                        .isInstanceOfSatisfying(
                                GuestInfo.class,
                                info -> assertThat(Readings.text(info)).isEqualTo(Readings.text(web.info())));
                assertThat(seen)
                        .last()
                        .asString()
                        .startsWith("web " + web.info().state().id());
            }
        }
    }

    private static Operation<?> perform(Guest guest, Action action) {
        return switch (action) {
            case START -> guest.start();
            case SHUTDOWN -> guest.shutdown();
            case STOP -> guest.stop();
            case PAUSE -> guest.pause();
            case RESUME -> guest.resume();
            case REBOOT -> guest.reboot();
            case RESET -> guest.capability(PowerControl.class).require().reset();
            case SAVE -> guest.capability(StateSaving.class).require().save();
            case UNDEFINE -> guest.undefine();
        };
    }
}
