/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code /proc/cpuinfo} says about a hypervisor, where the CPU itself could not be asked or said nothing. */
final class CpuinfoSignals {
    private static final String SOURCE = "/proc/cpuinfo";

    record Model(String prefix, Technology technology, Weight weight) {}

    /** QEMU target/i386/cpu.c: the first two are TCG's default and its maximum; KVM shows the first one too. */
    static final List<Model> MODELS = List.of(
            new Model("QEMU Virtual CPU", Technology.QEMU, Weight.MONITOR),
            new Model("QEMU TCG CPU", Technology.QEMU, Weight.OWN),
            new Model("Common KVM processor", Technology.KVM, Weight.INTERFACE),
            new Model("Common 32-bit KVM processor", Technology.KVM, Weight.INTERFACE));

    /**
     * X86_FEATURE_HYPERVISOR, the kernel's copy of CPUID leaf 1, ECX bit 31, and X86_FEATURE_TDX_GUEST, which only guests have
     * (Linux arch/x86/include/asm/cpufeatures.h).
     */
    private static final List<String> FLAGS = List.of("hypervisor", "tdx_guest");

    private final Scene scene;

    CpuinfoSignals(Scene scene) {
        this.scene = scene;
    }

    /** What the model's name and the flags claim. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        model().ifPresent(claims::add);
        hypervisorFlag().ifPresent(claims::add);
        return claims;
    }

    private Optional<Claim> model() {
        String name = scene.cpuinfo("model name").orElse("");
        return MODELS.stream()
                .filter(model -> name.startsWith(model.prefix()))
                .findFirst()
                .map(model -> Claim.of(
                        model.technology(),
                        model.weight(),
                        Evidence.ofFirmware(SOURCE + " model name", Lines.printable(name))));
    }

    private Optional<Claim> hypervisorFlag() {
        return flag().map(flag ->
                Claim.of(Technology.VM_OTHER, Weight.PRESENCE, Evidence.ofKernel(SOURCE + " flags", flag)));
    }

    /** The flags of an x86 CPU without that of a hypervisor. */
    Optional<Evidence> absence() {
        boolean without = scene.architecture() == Architecture.X86
                && scene.cpuinfo("flags").isPresent()
                && flag().isEmpty();
        return without ? Optional.of(Evidence.ofKernel(SOURCE + " flags", "without hypervisor")) : Optional.empty();
    }

    private Optional<String> flag() {
        String flags = " " + scene.cpuinfo("flags").orElse("") + " ";
        return FLAGS.stream().filter(flag -> flags.contains(" " + flag + " ")).findFirst();
    }
}
