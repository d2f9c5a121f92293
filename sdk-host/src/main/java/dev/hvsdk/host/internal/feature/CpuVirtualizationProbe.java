/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.internal.platform.CpuRegister;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * VT-x and AMD-V: there or not, and what stands in the way.
 *
 * <p>CPUID, the kernel's flag and the firmware's lock say different things. With a lock on Intel, Linux takes {@code vmx} out of
 * {@code /proc/cpuinfo} while CPUID keeps it (since 5.6, arch/x86/kernel/cpu/feat_ctl.c); on AMD both keep {@code svm}, and only
 * the register tells.
 */
final class CpuVirtualizationProbe implements FeatureProbe {
    private final CpuVirtualization kind;

    CpuVirtualizationProbe(CpuVirtualization kind) {
        this.kind = kind;
    }

    @Override
    public void probe(Machine machine, Reports reports) {
        reports.add(kind.feature(), find(machine));
    }

    private Finding find(Machine machine) {
        if (!machine.is(InstructionSet.X86)) {
            return Finding.onOtherCpu(machine);
        }
        boolean othersKind = machine.maker()
                .filter(maker -> !maker.virtualization().equals(kind.feature()))
                .isPresent();
        return othersKind ? Finding.absent(machine.vendor()) : new Judgement(kind, machine).judge();
    }

    /** One judgement, with the evidence that it collects. */
    private static final class Judgement {
        private final CpuVirtualization kind;
        private final Machine machine;
        private final Fact<Boolean> announced;
        private final Fact<Boolean> flag;
        private final List<Evidence> evidence = new ArrayList<>();

        Judgement(CpuVirtualization kind, Machine machine) {
            this.kind = kind;
            this.machine = machine;
            announced = machine.has(kind.bit());
            flag = machine.hasFlag(kind.flag());
            announced
                    .value()
                    .ifPresent(set -> evidence.add(Evidence.ofKernel(kind.bit().source(), set ? "1" : "0")));
            flag.value().ifPresent(shown -> evidence.add(flagEvidence(shown)));
        }

        private Evidence flagEvidence(boolean shown) {
            return Evidence.ofKernel("/proc/cpuinfo", (shown ? "flag " : "no flag ") + kind.flag());
        }

        Finding judge() {
            Optional<PrivilegedHost> host = machine.host();
            Optional<Evidence> hypervisor = machine.hypervisor();
            if (isTrue(announced) || isTrue(flag)) {
                return judgePresent();
            } else if (kind.isTooOldFor().test(machine.cpu())) {
                return found(FeatureState.ABSENT).and(Optional.of(machine.model()));
            } else if (host.isPresent()) {
                return keptBy(host.get());
            }
            return hypervisor.isPresent() ? judgeGuest(hypervisor) : judgeMissing();
        }

        private Finding judgePresent() {
            Fact<Long> lock = kind.lock().read(machine);
            lock.value().ifPresent(value -> evidence.add(0, kind.lock().evidence(value)));
            if (lock.value().filter(kind.lock().off()::test).isPresent()) {
                return found(FeatureState.DISABLED_BY_FIRMWARE).remedy(kind.firmwareRemedy());
            } else if (flag.equals(Fact.known(false))) {
                return judgeFlagRemoved(lock.isKnown());
            }
            return lock.isKnown() ? found(FeatureState.USABLE) : judgeByFlag();
        }

        private Finding judgeFlagRemoved(boolean isFirmwareInnocent) {
            Optional<Evidence> cleared = machine.commandLine().find("clearcpuid");
            if (cleared.isPresent()) {
                return found(FeatureState.DISABLED_BY_KERNEL)
                        .and(cleared)
                        .remedy("Boot without the kernel parameter clearcpuid");
            } else if (machine.above().isPresent()) {
                // A paravirtual system on Xen sees the CPU's own answer, and its kernel the hypervisor's.
                return machine.host()
                        .map(this::keptBy)
                        .orElseGet(() -> asHidden().and(machine.hypervisor()));
            }
            return isFirmwareInnocent
                    ? found(FeatureState.DISABLED_BY_KERNEL)
                            .remedy("Look in the kernel's log for why it left out " + kind.flag())
                    : found(FeatureState.DISABLED_BY_FIRMWARE).remedy(kind.firmwareRemedy());
        }

        /** The lock could not be read. A driver that started proves that it is open; its absence proves nothing. */
        private Finding judgeByFlag() {
            if (machine.hasModule(kind.module())) {
                Evidence loaded = Evidence.ofKernel("/sys/module/" + kind.module(), "loaded");
                return found(FeatureState.USABLE).and(Optional.of(loaded));
            }
            boolean doubtful = !flag.isKnown() || (kind.flagSurvivesLock() && isKvmMissing());
            return found(doubtful ? FeatureState.UNKNOWN : FeatureState.USABLE).remedy(askForLock());
        }

        private String askForLock() {
            return machine.origin().toRead(kind.lock().register()) + " to see whether the firmware switched it off";
        }

        private boolean isKvmMissing() {
            return machine.kvm()
                    .answer()
                    .problem()
                    .filter(problem -> problem.reason() == Reason.ABSENT)
                    .isPresent();
        }

        private Finding judgeGuest(Optional<Evidence> hypervisor) {
            Finding hidden = asHidden().and(hypervisor).and(Optional.of(machine.model()));
            return kind.isSureOf().test(machine.cpu())
                    ? hidden
                    : new Finding(FeatureState.UNKNOWN, hidden.evidence(), hidden.remedy());
        }

        private Finding judgeMissing() {
            boolean sure = announced.isKnown() || (flag.isKnown() && kind.flagSurvivesLock());
            return sure
                    ? found(FeatureState.ABSENT)
                    : found(FeatureState.UNKNOWN).remedy(askForBit());
        }

        /** The kernel's flag is no substitute: it hides what the firmware switched off. */
        private String askForBit() {
            return machine.cpu().vendor().isEmpty()
                    ? machine.origin().toRead(CpuRegister.leaf(0))
                            + " to know the CPU's maker, by whom the bits have their meaning"
                    : machine.origin().toRead(kind.bit().where())
                            + " to see what the kernel's flags hide: what the firmware switched off";
        }

        private Finding found(FeatureState state) {
            return Finding.of(state, evidence).and(Optional.of(machine.vendor()));
        }

        private Finding keptBy(PrivilegedHost host) {
            return host.keepsCpu(evidence).and(Optional.of(machine.vendor()));
        }

        private Finding asHidden() {
            evidence.add(machine.vendor());
            return Finding.hidden(evidence.toArray(Evidence[]::new)).remedy(machine.nestingRemedy());
        }

        private static boolean isTrue(Fact<Boolean> fact) {
            return fact.equals(Fact.known(true));
        }
    }
}
