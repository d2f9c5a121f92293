/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the instruction CPUID says about a hypervisor: the leaves from 0x40000000 on, which no physical CPU fills so. */
final class CpuidSignals {
    /** Leaf 1, ECX bit 31: reserved for hypervisors (Intel SDM vol. 2A and AMD APM vol. 3, CPUID). */
    private static final int HYPERVISOR_BIT = 1 << 31;

    private static final int FIRST_LEAF = 0x40000000;

    /** A hypervisor that imitates another one puts its own leaves here (Documentation/virt/kvm/x86/cpuid.rst). */
    private static final int STEP = 0x100;

    /** Linux looks on until 0x40010000 (arch/x86/include/asm/cpuid); nothing is known to begin later than this. */
    private static final int LAST_LEAF = 0x40000300;

    /** TLFS, "Feature identification": EBX holds the upper half of the partition's privileges. */
    private static final int HYPER_V_FEATURES = 0x40000003;

    /** HV_CPU_MANAGEMENT, which only the root partition has (include/asm-generic/hyperv-tlfs.h). */
    private static final int CPU_MANAGEMENT = 1 << 12;

    /** HV_ISOLATION: a confidential guest, whose claim to be the root is not believed (arch/x86/kernel/cpu/mshyperv.c). */
    private static final int ISOLATION = 1 << 22;

    record Signature(Technology technology, Weight weight) {}

    /** By the signature without blanks around it. */
    static final Map<String, Signature> SIGNATURES = Map.ofEntries(
            // arch/x86/include/uapi/asm/kvm_para.h; QEMU target/i386/kvm writes the second one with Hyper-V's
            // interface.
            row("KVMKVMKVM", Technology.KVM, Weight.INTERFACE),
            row("Linux KVM Hv", Technology.KVM, Weight.INTERFACE),
            // TLFS, "Hypervisor CPUID leaf range".
            row("Microsoft Hv", Technology.HYPER_V, Weight.INTERFACE),
            // kvmtool x86/cpuid.c.
            row("LKVMLKVMLKVM", Technology.KVM, Weight.OWN),
            // QEMU target/i386/cpu.c, where no accelerator is in use.
            row("TCGTCGTCGTCG", Technology.QEMU, Weight.OWN),
            row("VMwareVMware", Technology.VMWARE, Weight.OWN),
            row("XenVMMXenVMM", Technology.XEN, Weight.OWN),
            row("VBoxVBoxVBox", Technology.VIRTUALBOX, Weight.OWN),
            row("prl hyperv", Technology.PARALLELS, Weight.OWN),
            row("lrpepyh  vr", Technology.PARALLELS, Weight.OWN),
            row("lrpepyh vr", Technology.PARALLELS, Weight.OWN),
            // FreeBSD sys/amd64/vmm/x86.c, OpenBSD sys/arch/amd64/include/vmmvar.h.
            row("bhyve bhyve", Technology.BHYVE, Weight.OWN),
            row("OpenBSDVMM58", Technology.OPENBSD_VMM, Weight.OWN),
            // arch/x86/include/asm/acrn.h, arch/x86/kernel/jailhouse.c.
            row("ACRNACRNACRN", Technology.ACRN, Weight.OWN),
            row("Jailhouse", Technology.JAILHOUSE, Weight.OWN),
            // As systemd knows them (src/basic/virt.c).
            row("QNXQVMBSQG", Technology.QNX, Weight.OWN),
            row("Apple VZ", Technology.APPLE_VIRTUALIZATION, Weight.OWN),
            row("SRESRESRESRE", Technology.of("sre", Approach.FULL), Weight.OWN),
            row("___ NVMM ___", Technology.of("nvmm", Approach.FULL), Weight.OWN),
            row("HAXMHAXMHAXM", Technology.of("haxm", Approach.FULL), Weight.OWN));

    private final Scene scene;
    private final @Nullable Boolean hypervisorBit;
    private final List<Claim> claims = new ArrayList<>();

    CpuidSignals(Scene scene) {
        this.scene = scene;
        this.hypervisorBit =
                scene.cpuid(1).map(leaf -> (leaf.ecx() & HYPERVISOR_BIT) != 0).orElse(null);
        for (int leaf = FIRST_LEAF; leaf <= LAST_LEAF && mayTell(leaf); leaf += STEP) {
            read(leaf);
        }
    }

    private static Map.Entry<String, Signature> row(String text, Technology technology, Weight weight) {
        return Map.entry(text, new Signature(technology, weight));
    }

    /** Each CPUID is an exit to the hypervisor: the far leaves are asked only where the near ones do not settle it. */
    private boolean mayTell(int leaf) {
        return leaf <= FIRST_LEAF + STEP || (claims.isEmpty() && isMarked());
    }

    private boolean isMarked() {
        return Boolean.TRUE.equals(hypervisorBit);
    }

    private void read(int leaf) {
        Optional<CpuidLeaf> registers = scene.cpuid(leaf);
        String text = registers.map(CpuidLeaf::signature).orElse("").strip();
        Signature signature = SIGNATURES.get(text);
        if (signature != null) {
            claims.add(claim(signature, Evidence.ofKernel("CPUID 0x" + Integer.toHexString(leaf), text)));
        }
    }

    private Claim claim(Signature signature, Evidence evidence) {
        Claim claim = Claim.of(signature.technology(), signature.weight(), evidence);
        if (evidence.value().startsWith("LKVM")) {
            return claim.withVariant(Technology.LKVM.id());
        }
        return signature.technology().equals(Technology.HYPER_V) && isRootPartition() ? claim.asHost("root") : claim;
    }

    private boolean isRootPartition() {
        return scene.cpuid(HYPER_V_FEATURES)
                .map(CpuidLeaf::ebx)
                .map(ebx -> (ebx & CPU_MANAGEMENT) != 0 && (ebx & ISOLATION) == 0)
                .orElse(false);
    }

    /** What the signatures claim, the near leaf's first. */
    List<Claim> claims() {
        return claims;
    }

    /**
     * Whether the CPU names a hypervisor to programs and KVM is none that it names. Behind Hyper-V's name KVM may have leaves of its
     * own, so that these must have been asked for; QEMU's may be that of a translator for this program alone.
     */
    boolean isWithoutKvm() {
        boolean asked = scene.cpuid(FIRST_LEAF + STEP).isPresent();
        return !claims.isEmpty() && claims.stream().allMatch(claim -> isOther(claim, asked));
    }

    private static boolean isOther(Claim claim, boolean asked) {
        return !Set.of(Technology.KVM, Technology.QEMU).contains(claim.technology())
                && (claim.weight() == Weight.OWN || asked);
    }

    /** Notes that CPUID could not be asked on a live x86 machine, and why. */
    void noteSilence() {
        if (scene.isLive() && scene.architecture() == Architecture.X86) {
            scene.facts()
                    .cpuid(FIRST_LEAF, 0)
                    .problem()
                    .ifPresent(
                            problem -> scene.limit(
                                    "CPUID could not be asked for the name of the hypervisor: " + problem.detail(),
                                    "allow Java to run native code and to write to its temporary directory; or load the kernel's driver (modprobe cpuid) and run as root"));
        }
    }

    /**
     * Whether Microsoft's signature may be KVM's: nobody asked for the leaves that KVM keeps behind it, as in a capture of the first
     * leaf alone.
     */
    boolean leavesKvmOpen() {
        return claims.stream().anyMatch(claim -> claim.technology().equals(Technology.HYPER_V))
                && scene.cpuid(FIRST_LEAF + STEP).isEmpty();
    }

    /** The bit by which a hypervisor shows itself, as a claim. */
    List<Claim> presence() {
        Evidence evidence = Evidence.ofKernel("CPUID 0x1", "ECX bit 31: a hypervisor is present");
        return isMarked() ? List.of(Claim.of(Technology.VM_OTHER, Weight.PRESENCE, evidence)) : List.of();
    }

    /** The bit that is not set, where the CPU could be asked for it. */
    Optional<Evidence> absence() {
        boolean clear = Boolean.FALSE.equals(hypervisorBit);
        return clear
                ? Optional.of(Evidence.ofKernel("CPUID 0x1", "ECX bit 31 is clear: no hypervisor"))
                : Optional.empty();
    }

    /** Whether QEMU itself answers CPUID, for a machine or for a single program. */
    static boolean isTranslated(Scene scene) {
        return scene.cpuid(FIRST_LEAF)
                .map(CpuidLeaf::signature)
                .map("TCGTCGTCGTCG"::equals)
                .orElse(false);
    }

    /** Whether the CPU could be asked for the bit. */
    boolean knowsBit() {
        return hypervisorBit != null;
    }
}
