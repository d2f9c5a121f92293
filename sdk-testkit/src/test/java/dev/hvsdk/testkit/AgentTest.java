/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the agents in the guests of fake hosts say. */
class AgentTest {
    private static final GuestSpec WEB = GuestSpec.builder("web")
            .disk(DiskSpec.builder("/srv/a").build())
            .disk(DiskSpec.builder("/srv/b").build())
            .nic(NicSpec.builder("default").build())
            .build();

    private final FakeHost fake = FakeHost.kvm().withGuest(WEB, GuestState.RUNNING);
    private final Hypervisor host = fake.open();
    private final Guest web = host.findGuest("web").orElseThrow();
    private final GuestAgent agent = web.capability(GuestAgent.class).require();

    @Test
    void knowsTheGuestAsItWasMade() {
        assertThat(agent.hostname()).contains("web");
        assertThat(agent.interfaces())
                .containsExactly(
                        GuestInterface.builder("lo")
                                .address("127.0.0.1/8")
                                .address("::1/128")
                                .build(),
                        GuestInterface.builder("eth0")
                                .mac("52:54:00:00:00:01")
                                .address("192.168.122.11/24")
                                .build());
        assertThat(agent.freeze().await()).isEqualTo(2);
        assertThat(agent.thaw().await()).isEqualTo(2);
        assertThat(agent.thaw().await()).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    VSPHERE,    VM Network, 192.0.2.11/24
                    CONTAINERS, bridge,     172.17.0.11/16
                    """)
    void hasTheAddressesOfItsNetwork(Family family, String network, String address) {
        BootSource boot = family.hasMachines() ? BootSource.disk() : BootSource.image("nginx:1.29", List.of());
        GuestSpec spec = GuestSpec.builder("web")
                .boot(boot)
                .nic(NicSpec.builder(network).build())
                .build();
        try (Hypervisor other =
                FakeHost.of(family).withGuest(spec, GuestState.RUNNING).open()) {
            GuestAgent its = other.findGuest("web")
                    .orElseThrow()
                    .capability(GuestAgent.class)
                    .require();
            assertThat(its.interfaces())
                    .singleElement()
                    .satisfies(nic -> assertThat(nic.addresses()).containsExactly(address));
            assertThatThrownBy(() -> its.freeze().await()).isInstanceOf(HypervisorException.Unsupported.class);
            assertThatThrownBy(() -> its.thaw().await()).isInstanceOf(HypervisorException.Unsupported.class);
        }
    }

    @Test
    void aNetworkThatIsNoIpv4IsPassedOver() {
        host.capability(Networks.class)
                .require()
                .create(NetworkSpec.builder("six").subnet("2001:db8::/64").build())
                .await();
        fake.withGuest(
                GuestSpec.builder("six").nic(NicSpec.builder("six").build()).build(), GuestState.RUNNING);
        GuestAgent six =
                host.findGuest("six").orElseThrow().capability(GuestAgent.class).require();
        assertThat(six.interfaces().get(1).addresses()).containsExactly("192.0.2.12/24");
    }

    @Test
    void saysWhatTheTestSays() {
        GuestInterface strange =
                GuestInterface.builder("enp1s0").address("198.51.100.7/24").build();
        fake.agent(
                "web",
                FakeAgent.builder().networkInterface(strange).fileSystems(7).build());
        assertThat(agent.hostname()).isEmpty();
        assertThat(agent.interfaces()).containsExactly(strange);
        assertThat(agent.freeze().await()).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeAgent.builder().fileSystems(0));
    }

    @Test
    void whereNobodyAnswersTheTimeIsOver() {
        fake.agent("web", FakeAgent.silent());
        assertThatThrownBy(agent::hostname).isInstanceOf(HypervisorException.TimedOut.class);
        assertThatThrownBy(agent::interfaces).isInstanceOf(HypervisorException.TimedOut.class);
        assertThatThrownBy(() -> agent.freeze().await()).isInstanceOf(HypervisorException.TimedOut.class);
        assertThatThrownBy(() -> agent.thaw().await()).isInstanceOf(HypervisorException.TimedOut.class);
        assertThat(FakeAgent.silent()).hasToString("silent agent");
    }

    @ParameterizedTest
    @EnumSource(
            value = GuestState.class,
            names = {"STOPPED", "PAUSED"})
    void whatDoesNotRunSaysNothing(GuestState state) {
        fake.withGuest("other", state);
        GuestAgent other = host.findGuest("other")
                .orElseThrow()
                .capability(GuestAgent.class)
                .require();
        assertThatThrownBy(other::hostname).isInstanceOf(HypervisorException.WrongState.class);
        assertThatThrownBy(() -> other.freeze().await()).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void quiescesASnapshotWhileTheGuestRuns() {
        Snapshots snapshots = web.capability(Snapshots.class).require();
        SnapshotSpec quiet = SnapshotSpec.builder("quiet").quiesce(true).build();
        assertThat(snapshots.create(quiet).await().name()).isEqualTo("quiet");
        web.stop().await();
        assertThatThrownBy(() -> snapshots
                        .create(SnapshotSpec.builder("more").quiesce(true).build())
                        .await())
                .isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void failsOnDemand() {
        fake.faults().on(HostCall.FREEZE, HostCall.THAW).fail(HypervisorException.HostFailure.class);
        assertThatThrownBy(() -> agent.freeze().await()).isInstanceOf(HypervisorException.HostFailure.class);
        assertThatThrownBy(() -> agent.thaw().await()).isInstanceOf(HypervisorException.HostFailure.class);
    }
}
