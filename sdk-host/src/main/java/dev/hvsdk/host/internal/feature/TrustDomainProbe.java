/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.TDX;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.root.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Intel TDX on a host: firmware gives it encryption keys, the kernel takes it up, and KVM offers it. */
final class TrustDomainProbe implements FeatureProbe {
    /** IA32_MKTME_KEYID_PARTITIONING, whose upper half is the number of keys for TDX (Linux: arch/x86/virt/vmx/tdx/tdx.c). */
    private static final int KEYID_PARTITIONING = 0x87;

    /** The flag by which Linux 6.8 and later show that the firmware enabled TDX. */
    private static final String FLAG = "tdx_host_platform";

    @Override
    public void probe(Machine machine, Reports reports) {
        if (reports.state(VT_X) == FeatureState.HIDDEN_BY_HYPERVISOR) {
            // Few CPUs with VT-x have TDX, so that VT-x hidden says nothing about it.
            Evidence hidden = Evidence.ofKernel("Intel VT-x", FeatureState.HIDDEN_BY_HYPERVISOR.id());
            reports.add(TDX, FeatureState.UNKNOWN, List.of(hidden), "Ask on the host of this guest");
        } else if (reports.state(VT_X) != FeatureState.USABLE) {
            reports.addLike(TDX, VT_X);
        } else if (machine.has(CpuidBit.TME).equals(Fact.known(false))) {
            reports.add(TDX, FeatureState.ABSENT, Evidence.ofKernel(CpuidBit.TME.source(), "0"));
        } else {
            reportPlatform(machine, reports);
        }
    }

    private static void reportPlatform(Machine machine, Reports reports) {
        Optional<Evidence> setting = machine.parameter("kvm_intel", "tdx");
        boolean flag = machine.hasFlag(FLAG).value().orElse(false);
        Optional<Long> keys = machine.msr(KEYID_PARTITIONING).value().map(value -> value >>> 32);
        List<Evidence> evidence = new ArrayList<>(setting.stream().toList());
        keys.ifPresent(number ->
                evidence.add(Evidence.ofKernel("MSR 0x87 (IA32_MKTME_KEYID_PARTITIONING)", number + " keys for TDX")));
        evidence.add(Evidence.ofKernel("/proc/cpuinfo", flag ? "flag " + FLAG : "no flag " + FLAG));
        if (setting.map(Evidence::value).equals(Optional.of("Y"))) {
            reports.add(TDX, FeatureState.USABLE, evidence, null);
        } else if (flag) {
            reports.add(
                    TDX,
                    FeatureState.DISABLED_BY_KERNEL,
                    evidence,
                    "Load kvm_intel with tdx=1, on Linux 6.16 or later");
        } else if (keys.filter(number -> number > 0).isPresent()) {
            reports.add(TDX, FeatureState.DISABLED_BY_KERNEL, evidence, "Boot Linux 6.16 or later, built with TDX");
        } else {
            reports.add(TDX, FeatureState.UNKNOWN, evidence, "Enable TDX in the firmware setup, if it offers it");
        }
    }
}
