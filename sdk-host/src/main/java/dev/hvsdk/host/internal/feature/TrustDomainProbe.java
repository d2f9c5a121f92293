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
import java.util.Optional;

/** Intel TDX on a host: firmware gives it encryption keys, the kernel takes it up, and KVM offers it. */
final class TrustDomainProbe implements FeatureProbe {
    /** IA32_MKTME_KEYID_PARTITIONING, whose upper half is the number of keys for TDX (Linux: arch/x86/virt/vmx/tdx/tdx.c). */
    private static final int KEYID_PARTITIONING = 0x87;

    /** The flag by which Linux 6.8 and later show that the firmware enabled TDX. */
    private static final String FLAG = "tdx_host_platform";

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(TDX, find(machine, reports));
    }

    private static Finding find(Machine machine, Reports reports) {
        FeatureState ground = reports.state(VT_X);
        if (ground == FeatureState.HIDDEN_BY_HYPERVISOR) {
            // Few CPUs with VT-x have TDX, so that VT-x hidden says nothing about it.
            return Finding.withheld(machine, false, Finding.because(VT_X, ground));
        } else if (ground != FeatureState.USABLE) {
            return reports.like(VT_X);
        }
        return machine.above()
                .map(hypervisor -> Finding.withheld(machine, false, hypervisor))
                .orElseGet(() -> findOnHardware(machine));
    }

    private static Finding findOnHardware(Machine machine) {
        return machine.has(CpuidBit.TME).equals(Fact.known(false))
                ? Finding.absent(Evidence.ofKernel(CpuidBit.TME.source(), "0"))
                : findOnPlatform(machine);
    }

    private static Finding findOnPlatform(Machine machine) {
        Optional<Evidence> setting = machine.parameter("kvm_intel", "tdx");
        boolean flag = machine.hasFlag(FLAG).value().orElse(false);
        Optional<Long> keys = machine.msr(KEYID_PARTITIONING).value().map(value -> value >>> 32);
        if (setting.map(Evidence::value).equals(Optional.of("Y"))) {
            return Finding.usable().and(setting);
        }
        Finding found = flag || keys.filter(number -> number > 0).isPresent()
                ? Finding.of(FeatureState.DISABLED_BY_KERNEL)
                        .remedy(
                                flag
                                        ? "Load kvm_intel with tdx=1, on Linux 6.16 or later"
                                        : "Boot Linux 6.16 or later, built with TDX")
                : Finding.unknown("Enable TDX in the firmware setup, if it offers it");
        return found.and(setting)
                .and(keys.map(TrustDomainProbe::keyEvidence))
                .and(Optional.of(Evidence.ofKernel("/proc/cpuinfo", (flag ? "flag " : "no flag ") + FLAG)));
    }

    private static Evidence keyEvidence(long number) {
        return Evidence.ofKernel("MSR 0x87 (IA32_MKTME_KEYID_PARTITIONING)", number + " keys for TDX");
    }
}
