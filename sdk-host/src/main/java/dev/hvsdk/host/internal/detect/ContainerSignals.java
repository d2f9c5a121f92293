/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The containers around the observed process: gathers the signals and leaves out those that the kernel's own word overrules.
 *
 * <p>A process whose ids are numbered by the kernel's first namespace is in no container with processes of its own, so the
 * first process it sees is the host's, and marker files are left-overs. A container that shares the host's process ids still
 * shows in its mounts.
 */
final class ContainerSignals {
    private final Scene scene;
    private final Namespaces namespaces;
    private final MountSignals mounts;

    ContainerSignals(Scene scene) {
        this.scene = scene;
        this.namespaces = new Namespaces(scene);
        this.mounts = new MountSignals(scene);
    }

    /**
     * The layers, outermost first.
     *
     * @param explained whether a layer below explains namespaces of their own without a container
     */
    List<VirtualizationLayer> layers(boolean explained) {
        List<VirtualizationLayer> layers = new ContainerResolver(believable(), namespaces, scene.trace()).resolve();
        if (layers.isEmpty() && namespaces.hasOwnPids()) {
            scene.noteDenial("/proc/1/environ", "may name the engine of the container");
            return explained ? explainedAway() : unidentified().map(List::of).orElse(List.of());
        }
        if (layers.isEmpty()) {
            noteAbsence();
        }
        return layers;
    }

    private void noteAbsence() {
        if (namespaces.hasFirstPids()) {
            namespaces.pidEvidence().ifPresent(evidence -> scene.trace().deny(evidence, Rule.FIRST_NAMESPACE));
        }
        mounts.wholeDisk().ifPresent(evidence -> scene.trace().deny(evidence, Rule.WHOLE_DISK));
    }

    private List<VirtualizationLayer> explainedAway() {
        namespaces.pidEvidence().ifPresent(evidence -> scene.trace().overrule(evidence, Rule.OWN_NAMESPACE));
        return List.of();
    }

    private List<ContainerClaim> believable() {
        List<ContainerClaim> claims = new ArrayList<>(new PatchedKernelSignals(scene).claims());
        claims.addAll(mounts.claims());
        List<ContainerClaim> groups = CgroupSignals.claims(scene);
        if (namespaces.hasFirstPids() && mounts.isWholeDisk()) {
            scene.trace().overrule(groups, Rule.WHOLE_DISK);
        } else {
            claims.addAll(groups);
        }
        List<Technology> around =
                claims.stream().map(ContainerClaim::technology).toList();
        for (ContainerClaim claim : new ProcessSignals(scene).claims()) {
            overruling(claim, around)
                    .ifPresentOrElse(rule -> scene.trace().overrule(List.of(claim), rule), () -> claims.add(claim));
        }
        return mounts.areKnown() ? ContainerResolver.withoutLeftOvers(claims, scene.trace()) : claims;
    }

    /** Where process ids are the host's, the first process and the markers may only confirm what mounts say. */
    private Optional<Rule> overruling(ContainerClaim claim, List<Technology> around) {
        if (namespaces.hasFirstPids()) {
            return around.contains(claim.technology()) ? Optional.empty() : Optional.of(Rule.FIRST_NAMESPACE);
        }
        return claim.kind() == Weight.MARKER && mounts.isWholeDisk() ? Optional.of(Rule.WHOLE_DISK) : Optional.empty();
    }

    /** Processes numbered by a namespace of their own, and nobody who says whose it is. */
    private Optional<VirtualizationLayer> unidentified() {
        return namespaces
                .pidEvidence()
                .map(pid -> ContainerResolver.unidentified(pid, namespaces.othersOfTheirOwn()))
                .map(layer -> scene.trace().decide(layer, Rule.OWN_NAMESPACE));
    }
}
