/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static dev.hvsdk.api.machine.CpuFeature.APICV;
import static dev.hvsdk.api.machine.CpuFeature.EPT;
import static dev.hvsdk.api.machine.CpuFeature.MODE_BASED_EXECUTE;
import static dev.hvsdk.api.machine.CpuFeature.POSTED_INTERRUPTS;
import static dev.hvsdk.api.machine.CpuFeature.UNRESTRICTED_GUEST;
import static dev.hvsdk.api.machine.CpuFeature.VMCS_SHADOWING;
import static dev.hvsdk.api.machine.CpuFeature.VPID;
import static dev.hvsdk.api.machine.CpuFeature.VT_X;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.cpuid.FeatureBit;
import dev.hvsdk.host.internal.feature.Extension.Passing;
import dev.hvsdk.host.internal.platform.CpuRegister;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFacts;
import java.util.List;
import java.util.Set;

/** What VT-x can do, by the registers that say which VM-execution controls may be 1, or by the kernel's account of them. */
final class VmxControlsProbe implements FeatureProbe {
    private static final int PINBASED_CTLS = 0x481;
    private static final int PROCBASED_CTLS2 = 0x48B;

    /** Bits from Intel SDM vol. 3D, appendix A.3; words from the kernel's arch/x86/include/asm/vmxfeatures.h. */
    private static final List<Control> CONTROLS = List.of(
            second(EPT, Set.of(1), Set.of("ept"), "ept"),
            second(VPID, Set.of(5), Set.of("vpid"), "vpid"),
            second(UNRESTRICTED_GUEST, Set.of(7), Set.of("unrestricted_guest"), "unrestricted_guest"),
            second(APICV, Set.of(8, 9), Set.of("vapic_reg", "vid"), "enable_apicv"),
            new Control(
                    POSTED_INTERRUPTS,
                    PINBASED_CTLS,
                    Set.of(7),
                    Set.of("posted_intr"),
                    "enable_apicv",
                    Passing.WITH_THE_BASIS),
            second(VMCS_SHADOWING, Set.of(14), Set.of("shadow_vmcs"), "enable_shadow_vmcs"),
            // KVM has no use for it, and so no parameter.
            new Control(
                    MODE_BASED_EXECUTE,
                    PROCBASED_CTLS2,
                    Set.of(22),
                    Set.of("ept_mode_based_exec"),
                    "mbec",
                    Passing.NEVER));

    /** KVM passes each of them on to guests that nest (vmx/nested.c, nested_vmx_setup_ctls_msrs). */
    private static Control second(CpuFeature feature, Set<Integer> bits, Set<String> words, String parameter) {
        return new Control(feature, PROCBASED_CTLS2, bits, words, parameter, Passing.WITH_THE_BASIS);
    }

    /** Each of them as the register says it. */
    static List<FeatureBit> bits(HostFacts facts) {
        return CONTROLS.stream()
                .map(control -> new FeatureBit(
                        control.feature(),
                        control.source(),
                        facts.msr(control.msr()).map(control::allows)))
                .toList();
    }

    @Override
    public void probe(Machine machine, Reports reports) {
        CONTROLS.forEach(control -> control.report(machine, reports));
    }

    /**
     * Some VM-execution controls.
     *
     * @param feature the feature that they make up
     * @param msr the register whose upper half says which of 32 controls may be 1
     * @param bits the controls
     * @param words the kernel's names for them
     * @param parameter the parameter of kvm_intel that switches them
     * @param passing whether they come to a guest that nests
     */
    private record Control(
            CpuFeature feature, int msr, Set<Integer> bits, Set<String> words, String parameter, Passing passing) {
        private static final int MAY_BE_ONE = 32;

        void report(Machine machine, Reports reports) {
            Fact<Boolean> register = machine.msr(msr).map(this::allows);
            boolean asked = register.isKnown();
            new Extension(feature, VT_X, "kvm_intel", parameter, passing)
                    .report(
                            machine,
                            reports,
                            asked ? register : byWords(machine),
                            asked ? source() : "/proc/cpuinfo",
                            where());
        }

        String source() {
            return where().name() + " bits " + shifted();
        }

        private CpuRegister where() {
            return CpuRegister.msr(msr);
        }

        private boolean allows(long value) {
            return bits.stream().allMatch(bit -> ((value >>> (MAY_BE_ONE + bit)) & 1) == 1);
        }

        private List<Integer> shifted() {
            return bits.stream().map(bit -> MAY_BE_ONE + bit).sorted().toList();
        }

        /** Kernels before 5.7 show only some of the words, among the CPU's flags: there a missing one means nothing. */
        private Fact<Boolean> byWords(Machine machine) {
            if (machine.vmxFlags().containsAll(words) || machine.cpu().flags().containsAll(words)) {
                return Fact.known(true);
            }
            return machine.vmxFlags().isEmpty()
                    ? Fact.unknown(Fact.Reason.UNSUPPORTED, "the kernel does not show " + words)
                    : Fact.known(false);
        }
    }
}
