/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard of a server that others change. */
@Live(Engine.VCSIM)
class WatchLiveTest {
    private static final String FIRST = "DC0_C0_RP0_VM0";
    private static final String SECOND = "DC0_C0_RP0_VM1";
    private static final String RECONNECTED = "reconnected";

    private static Hypervisor open(Vcsim simulator) {
        return open(VsphereSubject.connection(simulator));
    }

    private static Hypervisor open(ConnectSpec.Builder spec) {
        return new VsphereProvider().open(spec.build());
    }

    private static String word(HypervisorEvent event) {
        if (event instanceof GuestEvent.StateChanged changed) {
            return changed.name() + " " + changed.state().id();
        }
        return event instanceof HypervisorEvent.Reconnected ? RECONNECTED : event.toString();
    }

    private static void hears(List<String> heard, String... words) {
        Eventually.holds(() -> heard.size() >= words.length);
        assertThat(heard).containsExactly(words);
    }

    private static List<String> names(Hypervisor host) {
        return host.guests().asList().stream().map(GuestInfo::name).sorted().toList();
    }

    @Test
    void tellsAllThatIsDoneAndUndoneAtOnce() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor watching = open(simulator);
                Hypervisor changing = open(simulator)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            try (Subscription subscription = watching.subscribe(event -> heard.add(event.toString()))) {
                assertThat(subscription).isNotNull();
                Guest guest = changing.define(GuestSpec.builder("web").build()).await();
                guest.start().await();
                guest.pause().await();
                guest.resume().await();
                guest.stop().await();
                guest.undefine().await();
                Eventually.holds(() -> heard.size() >= 6);
                assertThat(heard).hasSize(6).first().asString().contains("defined");
            }
        }
    }

    @Test
    void tellsAllWhoWatchByTheirOwnLogins() {
        try (Vcsim simulator = Vcsim.setup().guests(1000).start()) {
            List<String> one = new CopyOnWriteArrayList<>();
            List<String> two = new CopyOnWriteArrayList<>();
            try (Hypervisor first = open(simulator);
                    Hypervisor second = open(simulator)) {
                first.subscribe(event -> one.add(word(event)));
                second.subscribe(event -> two.add(word(event)));
                simulator.cli().run("power-off", SECOND);
                hears(one, SECOND + " stopped");
                hears(two, SECOND + " stopped");
            }
            assertNothingIsLeft(simulator);
            assertThat(simulator.requests("Login")).isEqualTo(2);
        }
    }

    /** What was made was given back, each by its own call. */
    private static void assertNothingIsLeft(Vcsim simulator) {
        assertThat(simulator.cli().run("sessions")).isEmpty();
        assertGivenBack(simulator, "CreatePropertyCollector", "DestroyPropertyCollector");
        assertGivenBack(simulator, "CreateCollectorForEvents", "DestroyCollector");
        assertGivenBack(simulator, "CreateContainerView", "DestroyView");
        assertGivenBack(simulator, "Login", "Logout");
    }

    private static void assertGivenBack(Vcsim simulator, String made, String givenBack) {
        assertThat(simulator.requests(givenBack))
                .as(givenBack)
                .isEqualTo(simulator.requests(made))
                .isPositive();
    }

    @Test
    void givesBackWhatWasMadeWhenTheServerIsGone() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start()) {
            Hypervisor host = open(simulator);
            host.subscribe(event -> {});
            simulator.kill();
            host.close();
            simulator.restart();
            assertThat(simulator.cli().run("sessions")).isEmpty();
            assertThat(simulator.requests("Login")).isZero();
        }
    }

    /** What is configured comes back with the simulator, and so does the guest that was stopped. */
    @Test
    void goesOnWithAServerThatWasKilledAndStartedAgain() {
        try (Vcsim simulator = Vcsim.setup().guests(2).start();
                Hypervisor host = open(simulator)) {
            List<String> names = names(host);
            List<String> heard = new CopyOnWriteArrayList<>();
            host.subscribe(event -> heard.add(word(event)));
            simulator.cli().run("power-off", FIRST);
            hears(heard, FIRST + " stopped");

            simulator.kill();
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.Unreachable.class);
            simulator.restart();
            hears(heard, FIRST + " stopped", RECONNECTED, FIRST + " running");

            simulator.cli().run("power-off", SECOND);
            hears(heard, FIRST + " stopped", RECONNECTED, FIRST + " running", SECOND + " stopped");
            assertThat(names(host)).isEqualTo(names);
        }
    }

    /** {@code drop}: the server does not get the question; {@code lose}: we do not get the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"drop", "lose"})
    void losesAndDoublesNothingWhenAConnectionBreaks(String how) {
        try (Vcsim simulator = Vcsim.setup().guests(2).start();
                Hypervisor host = open(simulator)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            host.subscribe(event -> heard.add(word(event)));
            Eventually.holds(() -> simulator.requests("WaitForUpdatesEx") == 2);
            // The third question is the one that breaks.
            simulator.fault("WaitForUpdatesEx:" + how + ":0:1");
            simulator.cli().run("power-off", FIRST);
            Eventually.holds(() -> !heard.isEmpty());
            simulator.cli().run("power-off", SECOND);
            Eventually.holds(() -> heard.size() >= 3);
            assertThat(heard).containsExactlyInAnyOrder(FIRST + " stopped", SECOND + " stopped", RECONNECTED);

            simulator.cli().run("power-on", FIRST);
            Eventually.holds(() -> heard.size() >= 4);
            assertThat(heard).hasSize(4).last().isEqualTo(FIRST + " running");
        }
    }

    @Test
    void tellsOnceThatTheLoginWasLostAndMissesNothing() {
        try (Vcsim simulator = Vcsim.setup().guests(2).start();
                Hypervisor host = open(simulator)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            host.subscribe(event -> heard.add(word(event)));
            simulator.cli().run("terminate", "all");
            simulator.cli().run("power-off", FIRST);
            simulator.cli().run("power-off", SECOND);
            Eventually.holds(() -> heard.size() >= 3);
            // The simulator answers a wait of a session that it has ended meanwhile, so that the gap may be told after
            // the first one.
            assertThat(heard).containsExactlyInAnyOrder(FIRST + " stopped", SECOND + " stopped", RECONNECTED);
            assertThat(simulator.requests("Login")).isEqualTo(2);
        }
    }

    /** A wait that is answered late is no gap. */
    @Test
    void waitsForAServerThatStoodStill() {
        Deadlines deadlines = new Deadlines(Duration.ofSeconds(2), Duration.ofMillis(500));
        try (Vcsim simulator = Vcsim.setup().guests(2).start();
                Hypervisor host = open(VsphereSubject.connection(simulator).deadlines(deadlines))) {
            List<String> heard = new CopyOnWriteArrayList<>();
            host.subscribe(event -> heard.add(word(event)));
            simulator.suspend();
            try {
                assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.TimedOut.class);
            } finally {
                simulator.resume();
            }
            assertThat(names(host)).containsExactly(FIRST, SECOND);
            simulator.cli().run("power-off", FIRST);
            hears(heard, FIRST + " stopped");
        }
    }
}
