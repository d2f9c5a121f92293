/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual networks of a real libvirtd. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class KvmNetworksTest {
    private Hypervisor host;
    private Networks networks;

    @BeforeEach
    void open(Libvirtd daemon) {
        host = Kvms.open(daemon);
        networks = host.capability(Networks.class).require();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private VirtualNetwork make(NetworkSpec.Builder spec) {
        return networks.create(spec.build()).await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "isolated"})
    void networksComeWithASubnetOfTheirOwnAndGo(String mode) {
        VirtualNetwork first = make(NetworkSpec.builder(Kvms.newName("net")).mode(mode));
        VirtualNetwork second = make(NetworkSpec.builder(Kvms.newName("net")).mode(mode));
        try {
            assertThat(first.mode()).isEqualTo(mode);
            assertThat(first.active()).isTrue();
            assertThat(first.bridge()).isPresent();
            assertThat(first.subnet()).isPresent();
            assertThat(second.subnet()).isPresent().isNotEqualTo(first.subnet());
            assertThat(networks.list()).contains(first, second);
        } finally {
            networks.delete(first.name()).await();
            networks.delete(second.name()).await();
        }
        assertThat(networks.list()).doesNotContain(first, second);
    }

    @Test
    void addressesOfAnotherNetworkAreAConflictAndNothingIsLeft() {
        VirtualNetwork first = make(NetworkSpec.builder(Kvms.newName("net")).subnet("10.81.0.0/16"));
        String name = Kvms.newName("net");
        Operation<VirtualNetwork> within =
                networks.create(NetworkSpec.builder(name).subnet("10.81.7.0/24").build());

        assertThatThrownBy(within::await).isInstanceOf(HypervisorException.Conflict.class);
        assertThat(networks.list()).extracting(VirtualNetwork::name).doesNotContain(name);
        networks.delete(first.name()).await();
    }

    @Test
    void aBridgeOfTheHostIsNamedByTheNetwork() {
        VirtualNetwork made = make(NetworkSpec.builder("hvsdkbr7").mode("bridge"));
        try {
            assertThat(made.mode()).isEqualTo("bridge");
            assertThat(made.bridge()).contains("hvsdkbr7");
            assertThat(made.subnet()).isEmpty();
        } finally {
            networks.delete("hvsdkbr7").await();
        }
    }

    @Test
    void whatCannotBeMadeIsUnsupported() {
        for (NetworkSpec.Builder spec : List.of(
                NetworkSpec.builder("x").mode("passthrough"),
                NetworkSpec.builder("x").mode("bridge").subnet("10.82.0.0/24"),
                NetworkSpec.builder("a bridge with a long name").mode("bridge"),
                NetworkSpec.builder("x").subnet("everything"))) {
            assertThatThrownBy(() -> make(spec)).isInstanceOf(HypervisorException.Unsupported.class);
        }
        assertThat(networks.list()).extracting(VirtualNetwork::name).doesNotContain("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../up", "-x", "two\nlines", "nul\0", "lone\ud800"})
    void hostileNamesAreRefusedAndNothingIsMade(String name) {
        List<VirtualNetwork> before = networks.list();

        assertThatThrownBy(() -> make(NetworkSpec.builder(name))).isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(networks.list()).isEqualTo(before);
        assertThatThrownBy(() -> networks.delete(name).await()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void aNetworkThatAGuestUsesStays() {
        VirtualNetwork made = make(NetworkSpec.builder(Kvms.newName("net")));
        Guest guest = Kvms.started(
                host,
                Kvms.bare(Kvms.newName("user"))
                        .nic(NicSpec.builder(made.name()).build())
                        .build());
        try {
            assertThatThrownBy(() -> networks.delete(made.name()).await())
                    .isInstanceOf(HypervisorException.Conflict.class);
            assertThat(networks.list()).contains(made);
        } finally {
            Kvms.remove(guest);
            networks.delete(made.name()).await();
        }
    }
}
