/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * VT-x and AMD-V: there or not, and what stands in the way.
 *
 * <p>CPUID, the kernel's flag and the firmware's lock say different things. With a lock on Intel, Linux takes {@code vmx} out of
 * {@code /proc/cpuinfo} while CPUID keeps it (since 5.6, arch/x86/kernel/cpu/feat_ctl.c); on AMD both keep {@code svm}, and only
 * the register tells.
 */
final class CpuVirtualizationProbe implements FeatureProbe {
    private static final String ASK_AS_ROOT =
            "Run as root with the kernel's msr driver (modprobe msr) to see whether the firmware switched it off";

    private final CpuVirtualization kind;

    CpuVirtualizationProbe(CpuVirtualization kind) {
        this.kind = kind;
    }

    @Override
    public void probe(Machine machine, Reports reports) {
        Optional<CpuMaker> maker = machine.maker();
        if (!machine.is(InstructionSet.X86)) {
            FeatureState state = machine.instructionSet().isPresent() ? FeatureState.ABSENT : FeatureState.UNKNOWN;
            reports.add(kind.feature(), state, machine.kind());
        } else if (maker.isPresent() && !maker.get().virtualization().equals(kind.feature())) {
            reports.add(kind.feature(), FeatureState.ABSENT, machine.vendor());
        } else {
            new Judgement(kind, machine, reports).judge();
        }
    }

    /** One judgement, with the evidence that it collects. */
    private static final class Judgement {
        private final CpuVirtualization kind;
        private final Machine machine;
        private final Reports reports;
        private final Fact<Boolean> announced;
        private final Fact<Boolean> flag;
        private final List<Evidence> evidence = new ArrayList<>();

        Judgement(CpuVirtualization kind, Machine machine, Reports reports) {
            this.kind = kind;
            this.machine = machine;
            this.reports = reports;
            announced = machine.has(kind.bit());
            flag = machine.hasFlag(kind.flag());
            announced
                    .value()
                    .ifPresent(set -> evidence.add(Evidence.ofKernel(kind.bit().source(), set ? "1" : "0")));
            flag.value()
                    .ifPresent(shown -> evidence.add(Evidence.ofKernel(
                            "/proc/cpuinfo", shown ? "flag " + kind.flag() : "no flag " + kind.flag())));
        }

        void judge() {
            if (isTrue(announced) || isTrue(flag)) {
                judgePresent();
            } else if (kind.isTooOldFor().test(machine.cpu())) {
                evidence.add(Evidence.ofKernel("CPU model", model()));
                add(FeatureState.ABSENT, null);
            } else if (machine.hostedBy().isPresent()) {
                evidence.add(machine.hostedBy().get());
                add(FeatureState.HIDDEN_BY_HYPERVISOR, "Use it through the hypervisor, which keeps it for itself");
            } else if (machine.hypervisor().isPresent()) {
                judgeGuest(machine.hypervisor().get());
            } else {
                judgeMissing();
            }
        }

        private void judgePresent() {
            Fact<Long> lock = kind.lock().read(machine);
            lock.value().ifPresent(value -> evidence.add(0, kind.lock().evidence(value)));
            if (lock.value().filter(kind.lock().off()::test).isPresent()) {
                add(FeatureState.DISABLED_BY_FIRMWARE, kind.firmwareRemedy());
            } else if (flag.equals(Fact.known(false))) {
                judgeFlagRemoved(lock);
            } else if (lock.isKnown()) {
                add(FeatureState.USABLE, null);
            } else {
                judgeByFlag();
            }
        }

        private void judgeFlagRemoved(Fact<Long> lock) {
            Optional<Evidence> cleared = machine.commandLine().find("clearcpuid");
            Optional<Evidence> host = machine.hostedBy().or(machine::hypervisor);
            cleared.or(() -> host).ifPresent(evidence::add);
            if (cleared.isPresent()) {
                add(FeatureState.DISABLED_BY_KERNEL, "Boot without the kernel parameter clearcpuid");
            } else if (host.isPresent()) {
                // A paravirtual guest of Xen sees the CPU's own answer, and its kernel the hypervisor's.
                add(FeatureState.HIDDEN_BY_HYPERVISOR, hiddenRemedy());
            } else if (lock.isKnown()) {
                add(FeatureState.DISABLED_BY_KERNEL, "Look in the kernel's log for why it left out " + kind.flag());
            } else {
                add(FeatureState.DISABLED_BY_FIRMWARE, kind.firmwareRemedy());
            }
        }

        /** The lock could not be read. A driver that started proves that it is open; its absence proves nothing. */
        private void judgeByFlag() {
            if (machine.hasModule(kind.module())) {
                evidence.add(Evidence.ofKernel("/sys/module/" + kind.module(), "loaded"));
                add(FeatureState.USABLE, null);
            } else if (!flag.isKnown() || flagSurvivesLock() && isKvmMissing()) {
                add(FeatureState.UNKNOWN, ASK_AS_ROOT);
            } else {
                add(FeatureState.USABLE, ASK_AS_ROOT);
            }
        }

        private boolean flagSurvivesLock() {
            return kind.equals(CpuVirtualization.SVM);
        }

        private boolean isKvmMissing() {
            return machine.kvm()
                    .problem()
                    .filter(problem -> problem.reason() == Reason.ABSENT)
                    .isPresent();
        }

        private void judgeGuest(Evidence hypervisor) {
            evidence.add(hypervisor);
            evidence.add(Evidence.ofKernel("CPU model", model()));
            boolean sure = kind.isSureOf().test(machine.cpu());
            add(sure ? FeatureState.HIDDEN_BY_HYPERVISOR : FeatureState.UNKNOWN, hiddenRemedy());
        }

        private String model() {
            CpuInfo cpu = machine.cpu();
            return cpu.model().orElse("not known")
                    + (cpu.familyNumber().isPresent()
                            ? ", family " + cpu.familyNumber().getAsInt()
                            : "");
        }

        private static String hiddenRemedy() {
            return "Have nested virtualization switched on for this guest by whoever runs its hypervisor";
        }

        private void judgeMissing() {
            if (announced.isKnown()) {
                add(FeatureState.ABSENT, null);
            } else if (flag.isKnown() && flagSurvivesLock()) {
                add(FeatureState.ABSENT, null);
            } else {
                add(
                        FeatureState.UNKNOWN,
                        "Run where CPUID can be asked: the kernel hides what the firmware switched off");
            }
        }

        private void add(FeatureState state, @Nullable String remedy) {
            evidence.add(machine.vendor());
            reports.add(kind.feature(), state, evidence, remedy);
        }

        private static boolean isTrue(Fact<Boolean> fact) {
            return fact.equals(Fact.known(true));
        }
    }
}
