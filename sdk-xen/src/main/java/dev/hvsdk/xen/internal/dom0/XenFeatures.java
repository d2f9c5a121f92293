/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The machine's features as Xen has them: dom0's kernel sees neither the CPU's virtualization nor the IOMMU, which Xen keeps to itself.
 * Immutable.
 */
final class XenFeatures {
    /** That guests may be paravirtualized, and that their page tables may be shadowed where the CPU has no second stage. */
    static final CpuFeature PV = CpuFeature.of("xen-pv");

    static final CpuFeature SHADOW = CpuFeature.of("xen-shadow");

    private static final Set<CpuFeature> INTEL = Set.of(
            CpuFeature.VT_X,
            CpuFeature.EPT,
            CpuFeature.VPID,
            CpuFeature.UNRESTRICTED_GUEST,
            CpuFeature.APICV,
            CpuFeature.POSTED_INTERRUPTS,
            CpuFeature.VMCS_SHADOWING,
            CpuFeature.VT_D,
            CpuFeature.TDX);

    private static final Set<CpuFeature> AMD = Set.of(
            CpuFeature.AMD_V,
            CpuFeature.NPT,
            CpuFeature.AVIC,
            CpuFeature.VGIF,
            CpuFeature.AMD_VI,
            CpuFeature.SEV,
            CpuFeature.SEV_ES,
            CpuFeature.SEV_SNP);

    private static final Set<CpuFeature> OF_OTHER_MACHINES = Set.of(
            CpuFeature.VT_I,
            CpuFeature.ARM_EL2,
            CpuFeature.POWER_HV,
            CpuFeature.SIE,
            CpuFeature.RISCV_H,
            CpuFeature.SMMU);

    /** Libxl's words in virt_caps. The IOMMU's: hvm_directio, and pv_directio since Xen 4.13. */
    private static final Map<CpuFeature, List<String>> WORDS = Map.of(
            CpuFeature.VT_X, List.of("hvm"),
            CpuFeature.AMD_V, List.of("hvm"),
            CpuFeature.EPT, List.of("hap"),
            CpuFeature.NPT, List.of("hap"),
            CpuFeature.VT_D, List.of("hvm_directio", "pv_directio"),
            CpuFeature.AMD_VI, List.of("hvm_directio", "pv_directio"));

    /** What Xen prints of them at its start, in a list: xen/arch/x86/hvm/vmx/vmcs.c and svm/svm.c of 4.17. */
    private static final Map<CpuFeature, String> LISTED = Map.of(
            CpuFeature.VPID, " - Virtual-Processor Identifiers (VPID)",
            CpuFeature.UNRESTRICTED_GUEST, " - Unrestricted Guest",
            CpuFeature.APICV, " - Virtual Interrupt Delivery",
            CpuFeature.POSTED_INTERRUPTS, " - Posted Interrupt Processing",
            CpuFeature.VMCS_SHADOWING, " - VMCS shadowing",
            CpuFeature.VGIF, " - Virtual GIF");

    private static final String LIST = ": Supported advanced features:";

    /** The same files of Xen: what firmware had switched off. */
    private static final List<String> OFF = List.of("disabled by BIOS", "is disabled in BIOS");

    private final HypervisorFacts facts;

    XenFeatures(HypervisorFacts facts) {
        this.facts = facts;
    }

    List<FeatureReport> reports() {
        return Stream.concat(CpuFeature.known().stream(), Stream.of(PV, SHADOW))
                .map(this::report)
                .toList();
    }

    FeatureReport report(CpuFeature feature) {
        Optional<FeatureReport> absent = absent(feature);
        if (absent.isPresent()) {
            return absent.get();
        }
        if (WORDS.containsKey(feature)) {
            return byWord(feature, WORDS.getOrDefault(feature, List.of()));
        }
        return LISTED.containsKey(feature) ? byList(feature, LISTED.getOrDefault(feature, "")) : ofItself(feature);
    }

    private Optional<FeatureReport> absent(CpuFeature feature) {
        if (OF_OTHER_MACHINES.contains(feature) && machine().equals("x86_64")) {
            return Optional.of(report(feature, FeatureState.ABSENT, Evidence.ofKernel("xl info: machine", machine())));
        }
        String vendor = facts.vendor().orElse("");
        boolean isOfTheOther = (INTEL.contains(feature)
                        && Set.of("AuthenticAMD", "HygonGenuine").contains(vendor))
                || (AMD.contains(feature) && vendor.equals("GenuineIntel"));
        return isOfTheOther
                ? Optional.of(
                        report(feature, FeatureState.ABSENT, Evidence.ofKernel("/proc/cpuinfo: vendor_id", vendor)))
                : Optional.empty();
    }

    private String machine() {
        return facts.find("machine").orElse("");
    }

    private static FeatureReport report(CpuFeature feature, FeatureState state, Evidence evidence) {
        return FeatureReport.builder(feature, state).evidence(evidence).build();
    }

    private FeatureReport byWord(CpuFeature feature, Collection<String> words) {
        List<Evidence> evidence = new ArrayList<>(List.of(abilities()));
        log(feature).ifPresent(evidence::add);
        if (words.stream().anyMatch(facts.abilities()::contains) && isOfKnownMaker()) {
            return FeatureReport.builder(feature, FeatureState.USABLE)
                    .evidence(evidence)
                    .build();
        }
        Optional<String> off = isIommu(feature) ? Optional.empty() : facts.logged(OFF);
        off.map(line -> Evidence.ofKernel("xl dmesg", line)).ifPresent(evidence::add);
        return FeatureReport.builder(
                        feature, off.isPresent() ? FeatureState.DISABLED_BY_FIRMWARE : FeatureState.UNKNOWN)
                .evidence(evidence)
                .remedy(
                        isIommu(feature)
                                ? "Xen uses no IOMMU: switch it on in the firmware, and boot Xen without iommu=off"
                                : "Xen does not use it: switch virtualization on in the firmware; xl dmesg says why right"
                                        + " after a start")
                .build();
    }

    /** Xen does not tell one maker's from the other's. */
    private boolean isOfKnownMaker() {
        return facts.vendor().isPresent();
    }

    private Evidence abilities() {
        return Evidence.ofKernel("xl info: virt_caps", facts.find("virt_caps").orElse(""));
    }

    private Optional<Evidence> log(CpuFeature feature) {
        List<String> texts = isIommu(feature)
                ? List.of("I/O virtualisation ")
                : List.of("HVM: SVM enabled", "HVM: VMX enabled", "HVM: Hardware Assisted Paging (HAP) detected");
        return facts.logged(texts).map(line -> Evidence.ofKernel("xl dmesg", line));
    }

    private static boolean isIommu(CpuFeature feature) {
        return feature.equals(CpuFeature.VT_D) || feature.equals(CpuFeature.AMD_VI);
    }

    private FeatureReport byList(CpuFeature feature, String line) {
        Optional<String> list = facts.logged(LIST);
        if (list.isEmpty()) {
            return unknown(feature, "Xen's log does not reach back to its start; boot it with a larger conring_size");
        }
        return facts.logged(line)
                .map(found -> report(feature, FeatureState.USABLE, Evidence.ofKernel("xl dmesg", found)))
                .orElseGet(() -> report(
                        feature,
                        FeatureState.ABSENT,
                        Evidence.ofKernel("xl dmesg", list.get() + " not" + line.substring(2))));
    }

    private FeatureReport ofItself(CpuFeature feature) {
        if (feature.equals(CpuFeature.KVM)) {
            return FeatureReport.builder(feature, FeatureState.HIDDEN_BY_HYPERVISOR)
                    .evidence(Evidence.ofKernel(
                            "xl info: xen_version", facts.find("xen_version").orElse("")))
                    .remedy("Xen has the CPU's virtualization for itself; boot the machine without Xen to use KVM")
                    .build();
        }
        if (feature.equals(CpuFeature.INTERRUPT_REMAPPING)) {
            return facts.logged("Interrupt remapping enabled")
                    .map(line -> report(feature, FeatureState.USABLE, Evidence.ofKernel("xl dmesg", line)))
                    .orElseGet(() -> unknown(feature, "xl dmesg tells right after a start of Xen"));
        }
        if (feature.equals(PV) || feature.equals(SHADOW)) {
            boolean has = facts.abilities().contains(feature.equals(PV) ? "pv" : "shadow");
            return report(feature, has ? FeatureState.USABLE : FeatureState.ABSENT, abilities());
        }
        return unknown(
                feature,
                feature.equals(CpuFeature.NESTED)
                        ? "Xen does not tell; a guest gets it by nestedhvm=1, which Xen's makers call experimental"
                        : "Xen does not tell; run hv inspect in dom0");
    }

    private static FeatureReport unknown(CpuFeature feature, String remedy) {
        return FeatureReport.builder(feature, FeatureState.UNKNOWN)
                .remedy(remedy)
                .build();
    }
}
