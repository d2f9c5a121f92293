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
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VsphereInventory;
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

    private VsphereInventory inventory() {
        return vcenter.capability(VsphereInventory.class).require();
    }

    @Test
    void listsDatastoresWithTheirSizes() {
        assertThat(inventory().datastores())
                .extracting(StoragePool::name)
                .containsExactlyInAnyOrder("LocalDS_0", "LocalDS_1");
        assertThat(inventory().datastores()).allSatisfy(pool -> {
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
        assertThat(inventory().disks(file.group(1)))
                .filteredOn(volume -> volume.name().equals(file.group(2)))
                .singleElement()
                .satisfies(volume -> assertThat(volume.path()).contains(file.group()));
    }

    @Test
    void findsNoDiskInADatastoreThatIsNotThere() {
        assertThatThrownBy(() -> inventory().disks("none")).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void listsNetworksByHowTheyComeAbout() {
        assertThat(inventory().networks())
                .extracting(VirtualNetwork::name, VirtualNetwork::mode)
                .contains(tuple("VM Network", "standard"), tuple("DC0_DVPG0", "distributed"));
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
