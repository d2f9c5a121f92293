/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Vcsim;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that end, servers that are busy, slow or gone, and certificates that are not what they should be. */
@Live(Engine.VCSIM)
@LongRunning
class VsphereReliabilityLiveTest {
    private static final Deadlines SHORT = new Deadlines(Duration.ofSeconds(2), Duration.ofMillis(500));

    private static ConnectSpec.Builder spec(Vcsim simulator, String parameters) {
        return spec(simulator.uri() + parameters, simulator.password());
    }

    private static ConnectSpec.Builder spec(String uri, String password) {
        return ConnectSpec.builder(URI.create(uri))
                .credentials(host -> Optional.of(Credentials.of(password.toCharArray())));
    }

    private static Hypervisor open(ConnectSpec.Builder spec) {
        return new VsphereProvider().open(spec.build());
    }

    private static Hypervisor open(Vcsim simulator) {
        return open(VsphereSubject.connection(simulator));
    }

    private static Guest first(Hypervisor host) {
        return host.guest(host.guests().asList().get(0).id());
    }

    @Test
    void trustsNoUnknownAuthorityAndTellsTheFingerprint() {
        Vcsim simulator = Vcsim.vcenter();
        int logins = simulator.requests("Login");

        assertThatThrownBy(() -> open(spec(simulator, "")))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining(simulator.fingerprint())
                .hasMessageContaining("nobody who is trusted");
        assertThat(simulator.requests("Login")).isEqualTo(logins);
    }

    @Test
    void trustsThePinnedFingerprintAlone() {
        Vcsim simulator = Vcsim.vcenter();
        String right = simulator.fingerprint().replace(":", "").toLowerCase(Locale.ROOT);

        try (Hypervisor host = open(spec(simulator, "?fingerprint=" + right))) {
            assertThat(host.guests()).hasSize(2);
        }
        assertThatThrownBy(() -> open(spec(simulator, "?fingerprint=" + "ab".repeat(32))))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("not the one that the URI names");
    }

    @Test
    void tellsACertificateOfAnotherHostFromOneThatNobodySigned() {
        try (Vcsim simulator =
                Vcsim.setup().certificateFor("nothere.example").guests(1).start()) {
            assertThatThrownBy(() -> open(spec(simulator, "?ca=" + simulator.certificate())))
                    .isInstanceOf(HypervisorException.Unreachable.class)
                    .hasMessageContaining("another host name");
        }
    }

    @Test
    void tellsACertificateThatHasExpired() {
        try (Vcsim simulator = Vcsim.setup().expiredCertificate().guests(1).start()) {
            assertThatThrownBy(() -> open(spec(simulator, "?ca=" + simulator.certificate())))
                    .isInstanceOf(HypervisorException.Unreachable.class)
                    .hasMessageContaining("not valid today");
        }
    }

    @Test
    void asksOnceWithAWrongPassword() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start()) {
            String uri = simulator.uri() + "?ca=" + simulator.certificate();

            assertThatThrownBy(() -> open(spec(uri, "wrong-horse-1")))
                    .isInstanceOf(HypervisorException.PermissionDenied.class)
                    .hasMessageNotContaining("wrong-horse-1");
            assertThat(simulator.requests("Login")).isOne();
        }
    }

    @Test
    void logsInAgainWhenTheSessionHasExpired() {
        try (Vcsim simulator = Vcsim.setup().guests(3).start();
                Hypervisor host = open(simulator)) {
            List<GuestInfo> before = host.guests().asList();
            simulator.cli().run("terminate", "all");

            assertThat(host.guests().asList()).isEqualTo(before);
            assertThat(simulator.requests("Login")).isEqualTo(2);

            simulator.cli().run("terminate", "all");
            assertThat(first(host).stop().await().state()).isEqualTo(GuestState.STOPPED);
            assertThat(simulator.requests("Login")).isEqualTo(3);
        }
    }

    @Test
    void logsInAgainWhenTheSessionWasIdleForTooLong() {
        try (Vcsim simulator = Vcsim.setup()
                        .guests(3)
                        .sessionIdle(Duration.ofMillis(300))
                        .start();
                Hypervisor host = open(simulator)) {
            List<GuestInfo> before = host.guests().asList();
            int logins = simulator.requests("Login");
            Eventually.holds(() -> simulator.cli().run("sessions").isEmpty());

            assertThat(host.guests().asList()).isEqualTo(before);
            assertThat(simulator.requests("Login")).isEqualTo(logins + 1);
        }
    }

    @Test
    void logsInAgainOnceForAllWhoFindTheSessionGone() {
        try (Vcsim simulator = Vcsim.setup().guests(20).start();
                Hypervisor host = open(simulator)) {
            List<GuestInfo> all = host.guests().asList();
            simulator.cli().run("terminate", "all");

            List<Operation<GuestInfo>> stops =
                    all.stream().map(info -> host.guest(info.id()).stop()).toList();

            assertThat(stops)
                    .allSatisfy(stop -> assertThat(stop.await().state()).isEqualTo(GuestState.STOPPED));
            assertThat(simulator.requests("Login")).isEqualTo(2);
            assertThat(simulator.requests("PowerOffVM_Task")).isEqualTo(20);
        }
    }

    @Test
    void readsAllPagesAndNoMore() {
        try (Vcsim simulator = Vcsim.setup().guests(1050).pages(100).start();
                Hypervisor host = open(simulator)) {
            assertThat(host.guests()).hasSize(1050);
            assertThat(simulator.requests("RetrievePropertiesEx")).isOne();
            assertThat(simulator.requests("ContinueRetrievePropertiesEx")).isEqualTo(10);
        }
    }

    @Test
    void givesPagesBackThatItCannotRead() {
        try (Vcsim simulator = Vcsim.setup().guests(250).pages(100).start();
                Hypervisor host = open(simulator)) {
            simulator.fault("ContinueRetrievePropertiesEx:NoPermission");

            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.PermissionDenied.class);
            assertThat(simulator.requests("CancelRetrievePropertiesEx")).isOne();
        }
    }

    @Test
    void triesAgainWhatPasses() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor host = open(simulator)) {
            Guest guest = first(host);
            guest.stop().await();
            simulator.fault("PowerOnVM_Task:TaskInProgress:0:2");
            simulator.fault("RetrievePropertiesEx:503:0:1");

            assertThat(guest.start().await().state()).isEqualTo(GuestState.RUNNING);
            assertThat(simulator.requests("PowerOnVM_Task")).isEqualTo(3);
        }
    }

    @Test
    void doesNotTryAgainWhatIsForbidden() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor host = open(simulator)) {
            Guest guest = first(host);
            guest.stop().await();
            simulator.fault("PowerOnVM_Task:NoPermission");

            assertThatThrownBy(() -> guest.start().await()).isInstanceOf(HypervisorException.PermissionDenied.class);
            assertThat(simulator.requests("PowerOnVM_Task")).isOne();
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor host = open(VsphereSubject.connection(simulator).deadlines(SHORT))) {
            Guest guest = first(host);
            simulator.delay("PowerOffVM_Task", Duration.ofSeconds(30));

            assertThatThrownBy(() -> guest.stop().await()).isInstanceOf(HypervisorException.TimedOut.class);
            // The server has not come to it yet: we gave up before it did.
            assertThat(simulator.cli().run("list")).contains("poweredOn");
        }
    }

    @Test
    void givesUpOnAServerThatIsTooSlowForEachCall() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor host = open(VsphereSubject.connection(simulator).deadlines(SHORT))) {
            simulator.delay("RetrievePropertiesEx", Duration.ofSeconds(30));
            assertThatThrownBy(host::guests)
                    .isInstanceOf(HypervisorException.TimedOut.class)
                    .hasMessageContaining("500 ms");
            simulator.calm();
            assertThat(host.guests()).hasSize(1);
        }
    }

    @Test
    void givesUpOnATaskThatDoesNotEndWhenItIsAskedTo() {
        try (Vcsim simulator = Vcsim.setup()
                        .guests(1)
                        .fault("PowerOffVM_Task:slow.60000")
                        .start();
                Hypervisor host = open(simulator)) {
            Operation<GuestInfo> stopping = first(host).stop();
            Eventually.holds(() -> simulator.requests("WaitForUpdatesEx") > 0);
            assertThatThrownBy(() -> stopping.await(Duration.ofMillis(100)))
                    .isInstanceOf(HypervisorException.TimedOut.class);
            assertThat(simulator.cli().run("list")).contains("poweredOn");
        }
    }

    @Test
    void givesUpOnAServerThatHangs() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor host = open(VsphereSubject.connection(simulator).deadlines(SHORT))) {
            simulator.suspend();
            try {
                assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.TimedOut.class);
            } finally {
                simulator.resume();
            }
            assertThat(host.guests()).hasSize(1);
        }
    }

    @Test
    void neverHasMoreTasksUnderWayThanItMay() {
        try (Vcsim simulator = Vcsim.setup().guests(200).start();
                Hypervisor host = open(spec(simulator, "?tasks=3&ca=" + simulator.certificate()))) {
            simulator.delay("PowerOffVM_Task", Duration.ofMillis(10));

            List<Operation<GuestInfo>> all = host.guests().stream()
                    .map(info -> host.guest(info.id()).stop())
                    .toList();
            all.forEach(Operation::await);

            assertThat(simulator.requests("PowerOffVM_Task")).isEqualTo(200);
            assertThat(simulator.maxConcurrency("PowerOffVM_Task")).isBetween(2, 3);
        }
    }

    /** A task is under way until it ends, and is waited for as long. */
    @Test
    void countsTasksUntilTheirEnd() {
        try (Vcsim simulator = Vcsim.setup()
                        .guests(30)
                        .fault("PowerOffVM_Task:slow.100")
                        .start();
                Hypervisor host = open(spec(simulator, "?tasks=3&ca=" + simulator.certificate()))) {
            List<Operation<GuestInfo>> all = host.guests().stream()
                    .map(info -> host.guest(info.id()).stop())
                    .toList();
            all.forEach(Operation::await);

            assertThat(simulator.maxConcurrency("WaitForUpdatesEx")).isBetween(2, 3);
            assertThat(simulator.cli().run("list")).doesNotContain("poweredOn");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Relay.Manner.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void givesUpOnALineThatDoesNotCarry(Relay.Manner manner) throws IOException {
        try (Vcsim simulator = Vcsim.setup().guests(3).start();
                Relay relay = Relay.to(simulator.port());
                Hypervisor host = open(spec(
                                simulator.uri().replace(":" + simulator.port(), ":" + relay.port())
                                        + "?ca="
                                        + simulator.certificate(),
                                simulator.password())
                        .deadlines(SHORT))) {
            assertThat(host.guests()).hasSize(3);
            relay.become(manner);
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.TimedOut.class);
            relay.become(Relay.Manner.OPEN);
            Eventually.holds(() -> host.guests().asList().size() == 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "429", "HostCommunication", "TaskInProgress"})
    void logsInToAServerThatIsStillBusy(String fault) {
        try (Vcsim simulator =
                        Vcsim.setup().guests(1).fault("Login:" + fault + ":0:1").start();
                Hypervisor host = open(simulator)) {
            assertThat(host.guests()).hasSize(1);
        }
    }

    @Test
    void logsInAgainToAServerThatIsStillBusy() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor host = open(simulator)) {
            simulator.cli().run("terminate", "all");
            simulator.fault("Login:HostCommunication:0:1");

            assertThat(host.guests()).hasSize(1);
        }
    }

    @Test
    void leavesNothingOnTheServer() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start()) {
            String sessions = simulator.cli().run("sessions");
            Hypervisor host = open(simulator);
            host.subscribe(event -> {});
            assertThat(host.guests()).hasSize(1);
            host.close();

            assertThat(List.of("DestroyPropertyCollector", "DestroyCollector", "DestroyView", "Logout"))
                    .allSatisfy(method -> assertThat(simulator.requests(method)).isOne());
            assertThat(simulator.cli().run("sessions").lines())
                    .hasSameSizeAs(sessions.lines().toList());
            Eventually.holds(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("vsphere-watch")));
        }
    }
}
