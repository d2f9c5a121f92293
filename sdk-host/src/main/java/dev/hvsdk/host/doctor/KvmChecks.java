/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether KVM and QEMU run virtual machines here. */
final class KvmChecks {
    /** What CPUs call their virtualization, one for each architecture and maker. */
    private static final Set<CpuFeature> CPUS = Set.of(
            CpuFeature.VT_X,
            CpuFeature.AMD_V,
            CpuFeature.ARM_EL2,
            CpuFeature.POWER_HV,
            CpuFeature.SIE,
            CpuFeature.RISCV_H,
            CpuFeature.VT_I);

    private static final Set<CpuFeature> SECURE =
            Set.of(CpuFeature.SEV, CpuFeature.SEV_ES, CpuFeature.SEV_SNP, CpuFeature.TDX);

    private static final int SHOWN = 4;

    private KvmChecks() {}

    static List<HostCheck> all() {
        List<HostCheck> checks = new ArrayList<>(List.of(
                check("cpu", "virtualization by the CPU", KvmChecks::cpu),
                check("device", "KVM, asked through /dev/kvm", KvmChecks::device),
                check("second-stage", "translation of guests' addresses by the CPU", KvmChecks::secondStage),
                check("nested", "hypervisors inside of guests", KvmChecks::nested),
                check("emulator", "QEMU", KvmChecks::emulator),
                check(
                        "vhost-net",
                        "the device /dev/vhost-net",
                        Places.node(
                                "/dev/vhost-net",
                                Verdict.WARN,
                                "QEMU moves every packet of a virtio network itself",
                                "modprobe vhost_net")),
                check(
                        "tun",
                        "the device /dev/net/tun",
                        Places.node(
                                "/dev/net/tun",
                                Verdict.FAIL,
                                "guests have no network but QEMU's own (user mode)",
                                "modprobe tun; in a container, start it with --device /dev/net/tun")),
                check("secure-guests", "guests with encrypted memory", KvmChecks::secureGuests)));
        checks.addAll(
                Cgroups.checks(CheckGroup.KVM, Verdict.WARN, "cpu", "cpuacct", "cpuset", "memory", "devices", "blkio"));
        return List.copyOf(checks);
    }

    private static HostCheck check(String name, String title, Examination examination) {
        return new HostCheck(CheckGroup.KVM, name, title, examination);
    }

    private static Outcome cpu(Patient patient) {
        FeatureReport report = patient.best(CPUS);
        Outcome outcome = Outcome.of(report, Verdict.FAIL);
        if (!report.isUsable() && patient.hasKvmStarted()) {
            return Outcome.note("KVM started here all the same: " + outcome.reason());
        }
        return outcome.verdict() == Verdict.FAIL ? withoutKvm(patient, report.state(), outcome) : outcome;
    }

    /** Who cannot ask KVM does not know whether it is one that needs nothing of the CPU. */
    private static Outcome withoutKvm(Patient patient, FeatureState state, Outcome cpu) {
        FeatureReport kvm = patient.feature(CpuFeature.KVM);
        if (patient.isKvmDenied() || kvm.state() == FeatureState.UNKNOWN) {
            return Outcome.unknown(
                    "whether KVM does without it here; " + cpu.reason(),
                    kvm.remedy().orElse(null));
        }
        return state == FeatureState.ABSENT
                ? Outcome.fail(
                        cpu.reason(),
                        "Guests can only be emulated here, many times slower; use another machine for KVM")
                : cpu;
    }

    private static Outcome device(Patient patient) {
        return Outcome.of(patient.feature(CpuFeature.KVM), Verdict.FAIL);
    }

    private static Outcome secondStage(Patient patient) {
        Optional<CpuFeature> stage = patient.isUsable(CpuFeature.VT_X)
                ? Optional.of(CpuFeature.EPT)
                : Optional.of(CpuFeature.NPT).filter(any -> patient.isUsable(CpuFeature.AMD_V));
        return stage.map(feature -> secondStage(patient.feature(feature)))
                .orElseGet(() -> Outcome.note(
                        "it is a question only where VT-x or AMD-V can be used; other architectures always have it"));
    }

    private static Outcome secondStage(FeatureReport report) {
        Outcome outcome = Outcome.of(report, Verdict.WARN);
        return report.state() == FeatureState.ABSENT
                ? Outcome.warn(
                        outcome.reason() + ", so KVM keeps shadow page tables",
                        "Nothing can be done: guests are slower here")
                : outcome;
    }

    private static Outcome nested(Patient patient) {
        FeatureReport report = patient.feature(CpuFeature.NESTED);
        Outcome outcome = Outcome.of(report, Verdict.NOTE);
        return report.isUsable() ? outcome : new Outcome(Verdict.NOTE, outcome.reason(), outcome.remedy());
    }

    /** Debian and SUSE have one for each architecture, Red Hat one beside the libraries. */
    private static Outcome emulator(Patient patient) {
        List<String> names = patient.files().list("/usr/bin").value().orElse(List.of()).stream()
                .filter(name -> name.startsWith("qemu-system-") || name.equals("qemu-kvm"))
                .toList();
        if (patient.files().exists("/usr/libexec/qemu-kvm")) {
            return Outcome.pass("/usr/libexec/qemu-kvm");
        } else if (!names.isEmpty()) {
            String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
            return Outcome.pass("/usr/bin/" + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                    + more);
        }
        return patient.wasAsked()
                ? Outcome.warn(
                        "there is no qemu-system-... in /usr/bin",
                        "install QEMU (qemu-system, qemu-kvm), unless another monitor such as Firecracker is used")
                : Outcome.notCaptured("QEMU in /usr/bin");
    }

    private static Outcome secureGuests(Patient patient) {
        List<FeatureReport> reports = patient.features(SECURE);
        return reports.stream()
                .filter(FeatureReport::isUsable)
                .reduce((weaker, stronger) -> stronger)
                .map(report -> Outcome.of(report, Verdict.NOTE))
                .orElseGet(() -> Outcome.note("neither SEV nor TDX can be used; 'hv features' says why"));
    }
}
