/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.util.List;
import java.util.Optional;

/** What hosts tell of their CPUs' virtualization: registers of CPUID, and whether guests may run hypervisors. Thread-safe. */
final class VsphereHostFeatures implements HostFeatures {
    private static final String PACKAGES = "hardware.cpuPkg";
    private static final String NESTED = "capability.nestedHVSupported";
    private static final String NAME = "name";

    /** The leaf 0x80000001, as the schema's signed number. */
    private static final int EXTENDED = 0x80000001;

    private static final int VMX = 5;
    private static final int SVM = 2;

    private final Vsphere vsphere;

    VsphereHostFeatures(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public List<FeatureReport> reports() {
        List<ObjectContent> hosts = vsphere.properties()
                .all("HostSystem", List.of(NAME, PACKAGES, NESTED), vsphere.errors("read features"), Optional::of);
        return CpuFeature.known().stream()
                .map(feature -> report(feature, hosts))
                .toList();
    }

    @Override
    public FeatureReport report(CpuFeature feature) {
        return reports().stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst()
                .orElseGet(() -> unknown(feature, List.of()));
    }

    private static FeatureReport report(CpuFeature feature, List<ObjectContent> hosts) {
        List<HostWord> words =
                hosts.stream().flatMap(host -> word(feature, host).stream()).toList();
        List<Evidence> evidence =
                words.stream().map(HostWord::evidence).distinct().toList();
        List<FeatureState> states =
                words.stream().map(HostWord::state).distinct().toList();
        boolean isSure = words.size() == hosts.size() && states.size() == 1 && states.get(0) != FeatureState.UNKNOWN;
        return isSure
                ? FeatureReport.builder(feature, states.get(0))
                        .evidence(evidence)
                        .build()
                : unknown(feature, evidence);
    }

    private static FeatureReport unknown(CpuFeature feature, List<Evidence> evidence) {
        return FeatureReport.builder(feature, FeatureState.UNKNOWN)
                .evidence(evidence)
                .remedy("the server does not tell, or its hosts differ; see the settings of each host")
                .build();
    }

    private static Optional<HostWord> word(CpuFeature feature, ObjectContent host) {
        if (feature.equals(CpuFeature.VT_X)) {
            return bit(host, 1, VMX, "leaf 0x1 ECX bit 5");
        }
        if (feature.equals(CpuFeature.AMD_V)) {
            return bit(host, EXTENDED, SVM, "leaf 0x80000001 ECX bit 2");
        }
        return feature.equals(CpuFeature.NESTED) ? nested(host) : Optional.empty();
    }

    /** CPUID says what the CPU could do, and not whether the firmware lets it; that guests may nest says both. */
    private static Optional<HostWord> bit(ObjectContent host, int leaf, int bit, String where) {
        boolean nests = host.flag(NESTED).orElse(false);
        return host.find(PACKAGES).flatMap(all -> CpuIdBits.ecx(all, leaf)).map(bits -> {
            boolean isSet = bits.testBit(bit);
            FeatureState able = nests ? FeatureState.USABLE : FeatureState.UNKNOWN;
            return new HostWord(
                    isSet ? able : FeatureState.ABSENT, evidence(host, PACKAGES + " " + where, isSet ? "1" : "0"));
        });
    }

    private static Optional<HostWord> nested(ObjectContent host) {
        return host.flag(NESTED)
                .map(can -> new HostWord(
                        can ? FeatureState.USABLE : FeatureState.ABSENT,
                        evidence(host, NESTED, Boolean.toString(can))));
    }

    private static Evidence evidence(ObjectContent host, String source, String value) {
        return Evidence.ofSystem(host.text(NAME).orElse("") + " " + source, value);
    }

    /** What one host says of a feature. */
    private record HostWord(FeatureState state, Evidence evidence) {}
}
