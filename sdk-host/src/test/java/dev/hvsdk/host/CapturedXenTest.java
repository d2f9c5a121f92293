/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.testing.CapturedHosts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Systems of a real Xen 4.17.7 that captured themselves, and what has to be answered about them. */
class CapturedXenTest {

    private static List<String> layers(String name) {
        return HostInspector.of(CapturedHosts.read(name)).detect().layers().stream()
                .map(layer -> layer.technology().id()
                        + layer.variant().map(variant -> "/" + variant).orElse("")
                        + " " + layer.role().id() + " " + layer.approach().id())
                .toList();
    }

    private static FeatureReport report(String name, CpuFeature feature) {
        return HostInspector.of(CapturedHosts.read(name)).features().stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void seesDom0AsTheHostAndTheEmulatorAroundIt() {
        assertThat(layers("xen-dom0")).containsExactly("qemu guest emulation", "xen/dom0 host paravirtualization");
    }

    /** What xl info listed there as virt_caps: pv hvm hap, and no directio. */
    @Test
    void sendsDom0ToXenForWhatXenKeeps() {
        for (CpuFeature kept : List.of(CpuFeature.AMD_V, CpuFeature.NPT, CpuFeature.KVM, CpuFeature.NESTED)) {
            assertThat(report("xen-dom0", kept).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
            assertThat(report("xen-dom0", kept).remedy())
                    .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info"));
        }
        assertThat(report("xen-dom0", CpuFeature.AMD_VI).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(report("xen-dom0", CpuFeature.AMD_VI).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info", "pv_directio"));
    }

    /** Of what XenInsideLiveTest had them collect of themselves. */
    @Test
    void seesOfEachGuestItsKindAndNothingAroundIt() {
        assertThat(layers("xen-pv")).containsExactly("xen/pv guest paravirtualization");
        assertThat(layers("xen-pvh")).containsExactly("xen/pvh guest full");
    }

    @Test
    void sendsAGuestWithoutVirtualizationOfItsOwnToWhatItsKindCanHave() {
        assertThat(report("xen-pv", CpuFeature.AMD_V).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("an HVM guest"));
        assertThat(report("xen-pvh", CpuFeature.AMD_V).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("nestedhvm=1"));
    }

    @Test
    void saysOfAnIommuThatTheFirmwareAnnouncesThatXenDrivesIt() {
        assertThat(report("xen-dom0-amdvi", CpuFeature.AMD_VI).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(report("xen-dom0-amdvi", CpuFeature.INTERRUPT_REMAPPING).state())
                .isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
    }
}
