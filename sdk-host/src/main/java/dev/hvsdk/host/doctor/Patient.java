/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.Inspection;
import dev.hvsdk.host.internal.platform.KvmStart;
import dev.hvsdk.host.internal.platform.ShownSysfs;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The host that is looked at. Not thread-safe: one for each examination. */
final class Patient {
    private final HostRoot root;
    private final Inspection inspection;
    private final ShownSysfs sysfs;
    private final Cgroups cgroups;

    Patient(HostRoot root, Inspection inspection) {
        this.root = root;
        this.inspection = inspection;
        this.sysfs = ShownSysfs.of(root);
        this.cgroups = Cgroups.read(root.files());
    }

    HostFiles files() {
        return root.files();
    }

    boolean isLive() {
        return root.isLive();
    }

    Cgroups cgroups() {
        return cgroups;
    }

    FeatureReport feature(CpuFeature feature) {
        return inspection.findFeature(feature).orElseThrow();
    }

    List<FeatureReport> features(Set<CpuFeature> features) {
        return inspection.features().stream()
                .filter(report -> features.contains(report.feature()))
                .toList();
    }

    /** That of this machine among several of which each is of one maker: those of the others are absent. */
    FeatureReport best(Set<CpuFeature> features) {
        List<FeatureReport> reports = features(features);
        return reports.stream()
                .filter(FeatureReport::isUsable)
                .findFirst()
                .or(() -> reports.stream()
                        .filter(report -> report.state() != FeatureState.ABSENT)
                        .findFirst())
                .orElse(reports.get(0));
    }

    boolean isUsable(CpuFeature feature) {
        return feature(feature).isUsable();
    }

    List<PassthroughDevice> devices() {
        return inspection.devices();
    }

    /** Why nothing is known of devices, drivers and modules, if nothing is. */
    Optional<Outcome> withoutSysfs() {
        return sysfs.gap().map(gap -> Outcome.unknown(gap.what(), gap.remedy()));
    }

    /** Whether KVM started, be the user allowed to use it or not. */
    boolean hasKvmStarted() {
        return isUsable(CpuFeature.KVM) || existsAny(KvmStart.REGISTERED);
    }

    /** Whether KVM may have started, and the user may not ask it. */
    boolean isKvmDenied() {
        return inspection.isKvmDenied();
    }

    /** Whether a namespace of this kind is there. */
    boolean hasNamespace(String kind) {
        return root.facts().namespace(kind).isKnown();
    }

    /** Whether the host shows its namespaces at all: of a foreign tree nobody knows. */
    boolean showsNamespaces() {
        return isLive() || hasNamespace("pid");
    }

    boolean existsAny(String... paths) {
        return List.of(paths).stream().anyMatch(files()::exists);
    }

    /**
     * Whether it means something that a file is not there: a tree that was captured before the checks were made, or by others, holds
     * nothing of what they look for. Every Linux has the file, and only a capture for them holds it.
     */
    boolean wasAsked() {
        return isLive() || files().exists("/proc/filesystems");
    }

    /** Whether this is the privileged system of a hypervisor, which has the CPU then. */
    Optional<VirtualizationLayer> host() {
        return inspection.detection().layers().stream()
                .filter(layer -> layer.role() == LayerRole.HOST)
                .findFirst();
    }

    boolean isDom0() {
        return host().filter(layer -> layer.technology().equals(Technology.XEN)).isPresent();
    }

    /** Why nothing of a group is looked at, if it is not. */
    Optional<Outcome> inapplicable(CheckGroup group) {
        Fact<String> system = root.facts().operatingSystem();
        if (system.isKnown() && !system.equals(Fact.known("Linux"))) {
            return Optional.of(
                    Outcome.note("this host is no Linux but " + system.value().orElse("")));
        } else if (group == CheckGroup.XEN && !isDom0()) {
            return Optional.of(Outcome.note("this is not the privileged system of Xen, its dom0"));
        } else if (group == CheckGroup.KVM) {
            return host().map(layer ->
                    Outcome.note(layer.technology().displayName() + " has the CPU here, and KVM cannot run beside it"));
        }
        return Optional.empty();
    }
}
