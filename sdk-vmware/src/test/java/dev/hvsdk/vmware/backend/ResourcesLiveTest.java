/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a simulated vCenter has beside its guests. */
@Live(Engine.VCSIM)
class ResourcesLiveTest {
    private static final int HOSTS = 2;

    private static Vcsim simulator;

    private Hypervisor vcenter;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).hosts(HOSTS).datastores(2).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        vcenter =
                new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }

    @AfterEach
    void close() {
        simulator.calm();
        vcenter.close();
    }

    private StoragePools pools() {
        return vcenter.capability(StoragePools.class).require();
    }

    private Networks networks() {
        return vcenter.capability(Networks.class).require();
    }

    @Test
    void listsDatastoresWithTheirSizes() {
        assertThat(pools().list()).extracting(StoragePool::name).containsExactlyInAnyOrder("LocalDS_0", "LocalDS_1");
        assertThat(pools().list()).allSatisfy(pool -> {
            assertThat(pool.active()).isTrue();
            assertThat(pool.capacity().orElseThrow())
                    .isGreaterThanOrEqualTo(pool.available().orElseThrow());
        });
    }

    @Test
    void listsNetworksByHowTheyComeAbout() {
        assertThat(networks().list())
                .extracting(VirtualNetwork::name, VirtualNetwork::mode)
                .containsExactlyInAnyOrder(tuple("VM Network", "standard"), tuple("DC0_DVPG0", "distributed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "isolated"})
    void aNetworkThatTheSecondHostRefusesIsOnNone(String mode) {
        NetworkSpec spec = NetworkSpec.builder("half").mode(mode).build();
        simulator.fault("AddPortGroup:HostConfigFault:1:1");
        assertThatThrownBy(() -> networks().create(spec).await()).isInstanceOf(HypervisorException.HostFailure.class);
        assertThat(networks().list()).extracting(VirtualNetwork::name).doesNotContain("half");
        // A port group or switch that had stayed would be in the way.
        networks().create(spec).await();
        networks().delete("half").await();
    }

    @Test
    void aDatastoreThatTheSecondHostRefusesIsOnNone(@TempDir Path directory) {
        PoolSpec spec = PoolSpec.builder("half", "files.example:" + directory)
                .type("nfs")
                .build();
        simulator.fault("CreateNasDatastore:HostConfigFault:1:1");
        assertThatThrownBy(() -> pools().createPool(spec).await()).isInstanceOf(HypervisorException.HostFailure.class);
        assertThat(pools().list()).extracting(StoragePool::name).doesNotContain("half");
    }

    @Test
    void aNetworkIsOnEachHostOfTheCluster() {
        int before = simulator.requests("AddPortGroup");
        networks().create(NetworkSpec.builder("wide").build()).await();
        assertThat(simulator.requests("AddPortGroup") - before).isEqualTo(HOSTS);
        before = simulator.requests("RemovePortGroup");
        networks().delete("wide").await();
        assertThat(simulator.requests("RemovePortGroup") - before).isEqualTo(HOSTS);
    }

    @Test
    void deletesADistributedPortGroup() {
        try (Vcsim other = Vcsim.setup().guests(0).start();
                Hypervisor host = new VsphereProvider()
                        .open(VsphereSubject.connection(other).build())) {
            Networks networks = host.capability(Networks.class).require();
            assertThat(networks.delete("DC0_DVPG0").await()).isEqualTo("DC0_DVPG0");
            assertThat(networks.list()).extracting(VirtualNetwork::name).doesNotContain("DC0_DVPG0");
        }
    }

    @Test
    void refusesADirectoryThatCouldBeOfAnyHost(@TempDir Path directory) {
        PoolSpec spec = PoolSpec.builder("local", directory.toString()).build();
        assertThatThrownBy(() -> pools().createPool(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("2 it is not said of which");
    }

    @Test
    void anExportIsMountedOnEachHostOfTheClusterAndForgottenByEach(@TempDir Path directory) {
        PoolSpec spec = PoolSpec.builder("shared", "files.example:" + directory)
                .type("nfs")
                .build();
        int before = simulator.requests("CreateNasDatastore");
        assertThat(pools().createPool(spec).await().type()).isEqualTo("NFS");
        assertThat(simulator.requests("CreateNasDatastore") - before).isEqualTo(HOSTS);
        PoolSpec other = PoolSpec.builder("other", spec.location()).type("nfs").build();
        assertThatThrownBy(() -> pools().createPool(other).await()).isInstanceOf(HypervisorException.Conflict.class);
        before = simulator.requests("RemoveDatastore");
        pools().undefinePool("shared").await();
        assertThat(simulator.requests("RemoveDatastore") - before).isEqualTo(HOSTS);
        assertThat(pools().list()).extracting(StoragePool::name).doesNotContain("shared");
    }

    @Test
    void readsTheBitsOfCpuid() {
        HostFeatures features = vcenter.capability(HostFeatures.class).require();
        assertThat(features.report(CpuFeature.AMD_V).state()).isEqualTo(FeatureState.ABSENT);
        FeatureReport intel = features.report(CpuFeature.VT_X);
        assertThat(intel.evidence())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.value()).isEqualTo("1"));
        // CPUID alone does not tell whether the firmware allows it.
        assertThat(intel.state()).isEqualTo(FeatureState.UNKNOWN);
    }
}
