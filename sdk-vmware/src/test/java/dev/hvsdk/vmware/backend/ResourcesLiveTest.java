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
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulated vCenter has beside its guests. */
@Live(Engine.VCSIM)
class ResourcesLiveTest {
    private static Vcsim simulator;

    private Hypervisor vcenter;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).datastores(2).start();
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
        vcenter.close();
    }

    private StoragePools pools() {
        return vcenter.capability(StoragePools.class).require();
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
    void listsTheDiskOfAGuestWhereTheServerSaysItIs() {
        String guest = vcenter.guests().asList().get(0).name();
        String hardware = simulator.cli().run("property", guest, "config.hardware.device");
        Matcher file = Pattern.compile("\\[(LocalDS_[01])] (\\S+?\\.vmdk)").matcher(hardware);
        assertThat(file.find()).isTrue();
        assertThat(pools().volumes(file.group(1)))
                .filteredOn(volume -> volume.name().equals(file.group(2)))
                .singleElement()
                .satisfies(volume -> assertThat(volume.path()).contains(file.group()));
    }

    @Test
    void makesADiskThatAGuestCanHave() {
        VolumeSpec spec = VolumeSpec.builder("made", MemorySize.ofMebibytes(8)).build();
        StorageVolume made = pools().createVolume("LocalDS_1", spec).await();
        assertThat(made.name()).isEqualTo("made.vmdk");
        assertThat(simulator.lastRequest("CreateVirtualDisk_Task")).contains("<capacityKb>8192</capacityKb>");
        assertThat(pools().volumes("LocalDS_1")).extracting(StorageVolume::name).contains("made.vmdk");
        assertThatThrownBy(() -> pools().createVolume("LocalDS_1", spec).await())
                .isInstanceOf(HypervisorException.Conflict.class);

        assertThat(pools().deleteVolume("LocalDS_1", "made.vmdk").await()).isEqualTo("made.vmdk");
        assertThat(pools().volumes("LocalDS_1")).extracting(StorageVolume::name).doesNotContain("made.vmdk");
        assertThatThrownBy(() -> pools().deleteVolume("LocalDS_1", "made.vmdk").await())
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void leavesNoDatastoreByAName() {
        VolumeSpec spec =
                VolumeSpec.builder("../made", MemorySize.ofMebibytes(8)).build();
        int before = simulator.requests("CreateVirtualDisk_Task");
        assertThatThrownBy(() -> pools().createVolume("LocalDS_1", spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(simulator.requests("CreateVirtualDisk_Task")).isEqualTo(before);
    }

    @Test
    void listsNetworksByHowTheyComeAbout() {
        Networks networks = vcenter.capability(Networks.class).require();
        assertThat(networks.list())
                .extracting(VirtualNetwork::name, VirtualNetwork::mode)
                .contains(tuple("VM Network", "standard"), tuple("DC0_DVPG0", "distributed"));
        assertThatThrownBy(() ->
                        networks.create(NetworkSpec.builder("new").build()).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("port group");
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
