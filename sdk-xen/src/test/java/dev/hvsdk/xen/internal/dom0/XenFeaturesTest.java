/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Xen 4.17.7 says in QEMU's emulation of an AMD machine, without and with AMD-Vi; parts are left out. */
class XenFeaturesTest {
    private static final String INFO = """
            machine                : x86_64
            nr_cpus                : 2
            virt_caps              : pv hvm hap gnttab-v1 gnttab-v2
            xen_version            : 4.17.7
            """;

    private static final String LOG = """
            (XEN) [    1.750617] I/O virtualisation disabled
            (XEN) [    3.230799] HVM: ASIDs enabled.
            (XEN) [    3.231678] SVM: Supported advanced features:
            (XEN) [    3.231789]  - Nested Page Tables (NPT)
            (XEN) [    3.231920] HVM: SVM enabled
            (XEN) [    3.231988] HVM: Hardware Assisted Paging (HAP) detected
            """;

    private static final String CPU = """
            processor	: 0
            vendor_id	: AuthenticAMD
            """;

    private static final String WITH_IOMMU = INFO.replace("hvm hap", "hvm hvm_directio pv_directio hap");

    private static final String LOG_WITH_IOMMU = """
            (XEN) [    0.795606] AMD-Vi: IOMMU 0 Enabled.
            (XEN) [    0.796273] I/O virtualisation enabled
            (XEN) [    0.796508] Interrupt remapping enabled
            """;

    private static FeatureReport report(CpuFeature feature, String info, String log, String cpu) {
        return new XenFeatures(new HypervisorFacts(info, log, cpu)).report(feature);
    }

    private static FeatureReport report(CpuFeature feature) {
        return report(feature, INFO, LOG, CPU);
    }

    @Test
    void findsWhatDom0DoesNotSee() {
        FeatureReport svm = report(CpuFeature.AMD_V);

        assertThat(svm.state()).isEqualTo(FeatureState.USABLE);
        assertThat(svm.evidence())
                .extracting(Object::toString)
                .containsExactly("xl info: virt_caps: pv hvm hap gnttab-v1 gnttab-v2", "xl dmesg: HVM: SVM enabled");
        assertThat(report(CpuFeature.NPT).state()).isEqualTo(FeatureState.USABLE);
        assertThat(report(XenFeatures.PV).state()).isEqualTo(FeatureState.USABLE);
    }

    @Test
    void tellsTheIommuThatIsXensOwn() {
        FeatureReport without = report(CpuFeature.AMD_VI);
        FeatureReport with = report(CpuFeature.AMD_VI, WITH_IOMMU, LOG_WITH_IOMMU, CPU);

        assertThat(without.state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(without.remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("IOMMU"));
        assertThat(with.state()).isEqualTo(FeatureState.USABLE);
        assertThat(with.evidence()).extracting(Object::toString).contains("xl dmesg: I/O virtualisation enabled");
        assertThat(report(CpuFeature.INTERRUPT_REMAPPING, WITH_IOMMU, LOG_WITH_IOMMU, CPU)
                        .state())
                .isEqualTo(FeatureState.USABLE);
        assertThat(report(CpuFeature.INTERRUPT_REMAPPING).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void knowsThatTheOtherMakersAreAbsent() {
        assertThat(List.of(CpuFeature.VT_X, CpuFeature.VT_D, CpuFeature.EPT, CpuFeature.ARM_EL2, CpuFeature.SIE))
                .allSatisfy(feature -> {
                    assertThat(report(feature).state()).isEqualTo(FeatureState.ABSENT);
                    assertThat(report(feature).evidence()).isNotEmpty();
                });
        assertThat(report(CpuFeature.AMD_V, INFO, LOG, CPU.replace("AuthenticAMD", "GenuineIntel"))
                        .state())
                .isEqualTo(FeatureState.ABSENT);
    }

    @Test
    void readsXensOwnListOfWhatTheCpuHas() {
        assertThat(report(CpuFeature.VGIF).state()).isEqualTo(FeatureState.ABSENT);
        assertThat(report(CpuFeature.VGIF, INFO, LOG + "(XEN) [ 3.23]  - Virtual GIF\n", CPU)
                        .state())
                .isEqualTo(FeatureState.USABLE);
        assertThat(report(CpuFeature.VGIF, INFO, "", CPU).state()).isEqualTo(FeatureState.UNKNOWN);
    }

    /** The words of xen/arch/x86/hvm/svm/svm.c. */
    @Test
    void tellsWhatTheFirmwareHasSwitchedOff() {
        FeatureReport svm = report(
                CpuFeature.AMD_V,
                INFO.replace("hvm hap", ""),
                "(XEN) [    3.2] CPU0: AMD SVM Extension is disabled in BIOS.\n",
                CPU);

        assertThat(svm.state()).isEqualTo(FeatureState.DISABLED_BY_FIRMWARE);
        assertThat(svm.remedy()).isPresent();
        assertThat(report(CpuFeature.AMD_V, INFO.replace("hvm hap", ""), "", CPU)
                        .state())
                .isEqualTo(FeatureState.UNKNOWN);
    }

    @Test
    void saysThatKvmIsHiddenAndNeverGuesses() {
        assertThat(report(CpuFeature.KVM).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(report(CpuFeature.NESTED).state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(report(CpuFeature.AMD_V, INFO, LOG, "").state()).isEqualTo(FeatureState.UNKNOWN);
        assertThat(new XenFeatures(new HypervisorFacts("", "", "")).reports())
                .extracting(FeatureReport::feature)
                .containsAll(CpuFeature.known());
    }
}
