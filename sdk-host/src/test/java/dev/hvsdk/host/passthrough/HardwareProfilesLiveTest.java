/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static dev.hvsdk.live.HwLab.NIC;
import static dev.hvsdk.live.HwLab.NVME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Engine;
import dev.hvsdk.live.HwLab;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other hardware says and forbids, each on a machine of its own. */
@Live(Engine.HW_LAB)
@LongRunning
class HardwareProfilesLiveTest {
    private static final String CAPTURE = "capture=/tmp/captured";
    private static final String SAME = CAPTURE + ": the same";

    private static final String VF = "0000:02:00.1";

    private static List<String> inside(String profile, String... words) {
        try (HwLab lab = HwLab.start(profile)) {
            List<String> said = said(lab, words);
            keep(lab, "hw-" + profile);
            return said;
        }
    }

    private static List<String> said(HwLab lab, String... words) {
        return lab.run(lab.java(PassthroughInside.class, "/tmp/journal " + CAPTURE + " " + String.join(" ", words)))
                .lines()
                .toList();
    }

    /** The fixtures of {@link LabCapturesTest}, which are made where {@code -Dhvsdk.hw.write=true} says so. */
    private static void keep(HwLab lab, String name) {
        if (Boolean.getBoolean("hvsdk.hw.write")) {
            String fixture = "src/test/hosts/" + name;
            lab.run("cd /tmp/captured && cp said.txt tree && tar -c -C tree -f " + lab.files() + "/tree.tar .");
            Tool.here("rm").run("-rf", fixture);
            Tool.here("mkdir").run(fixture);
            Tool.here("tar").run("--no-same-owner", "-xf", lab.files() + "/tree.tar", "-C", fixture);
        }
    }

    @Test
    void isExplainedFromACaptureAsByItselfAlsoWhenItHasChanged() {
        try (HwLab lab = HwLab.start("vtd")) {
            assertThat(said(
                            lab,
                            "vfs=" + NVME + ",2",
                            "unbound=" + VF,
                            "unbound=0000:02:00.2",
                            "bind=" + VF,
                            "bind=" + NIC))
                    .startsWith(SAME)
                    .endsWith("bind=" + VF + ": " + VF + " vfio-pci", "bind=" + NIC + ": " + NIC + " vfio-pci");
            keep(lab, "hw-vtd");

            lab.run("rm -r /tmp/captured");
            assertThat(said(lab)).containsExactly(SAME);
            keep(lab, "hw-vtd-vfio");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vtd-noir", "amdvi-noir"})
    void bindsWithoutInterruptRemappingOnlyIfThatIsAllowed(String profile) {
        assertThat(inside(
                        profile,
                        "state=" + NIC,
                        "plan=bind=" + NIC,
                        "bind=" + NIC,
                        "allow=bind=" + NIC,
                        "brave=bind=" + NIC,
                        "state=" + NIC))
                .satisfiesExactly(
                        captured -> assertThat(captured).isEqualTo(SAME),
                        state -> assertThat(state).contains("blocked [no-interrupt-remapping"),
                        plan -> assertThat(plan).contains("refused [no-interrupt-remapping]"),
                        refused -> assertThat(refused).contains("Conflict", "interrupt"),
                        allowed -> assertThat(allowed).contains("refused [], cautions [no-interrupt-remapping"),
                        bound -> assertThat(bound).endsWith(NIC + " vfio-pci"),
                        // No guest gets it all the same, unless vfio_iommu_type1 is told to allow it.
                        state -> assertThat(state).contains("blocked [no-interrupt-remapping]"));
    }

    @Test
    void bindsBehindTheIommuOfAmdAndSaysWhatItFindsOfKvm() {
        assertThat(inside("amdvi", "bind=" + NIC, "return=" + NIC, "feature=kvm", "feature=amd-v"))
                .containsExactly(
                        SAME,
                        "bind=" + NIC + ": " + NIC + " vfio-pci",
                        "return=" + NIC + ": " + NIC + " e1000e",
                        "feature=kvm: usable",
                        "feature=amd-v: usable");
    }

    @Test
    void hasNeitherKvmNorAnIommuWithoutThem() {
        assertThat(inside("nosvm", "feature=kvm", "feature=amd-v", "plan=bind=" + NIC))
                .satisfiesExactly(
                        captured -> assertThat(captured).isEqualTo(SAME),
                        kvm -> assertThat(kvm).doesNotContain("usable"),
                        amd -> assertThat(amd).doesNotContain("usable"),
                        plan -> assertThat(plan).contains("refused [no-iommu"));
    }
}
