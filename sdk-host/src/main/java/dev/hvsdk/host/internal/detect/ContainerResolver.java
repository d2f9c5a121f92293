/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Forgery;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Outcome;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Turns claims about containers into layers: one per engine, general names given up for specific ones, outermost first. */
final class ContainerResolver {
    /** From the outside to the inside, as people nest them: system containers, engines for applications, sandboxes. */
    private static final List<Technology> NESTING = List.of(
            Technology.OPENVZ,
            Technology.VIRTUOZZO,
            Technology.LINUX_VSERVER,
            Technology.LXC,
            Technology.LXD,
            Technology.INCUS,
            Technology.SYSTEMD_NSPAWN,
            Technology.KATA,
            Technology.OCI_CONTAINER,
            Technology.DOCKER,
            Technology.PODMAN,
            Technology.CRI_O,
            Technology.GVISOR,
            Technology.FLATPAK,
            Technology.BUBBLEWRAP,
            Technology.CONTAINER_OTHER);

    /** Engines that run the same images; only one of them is around a process, unless each has mounts or groups of its own. */
    private static final Set<Technology> ENGINES =
            Set.of(Technology.OCI_CONTAINER, Technology.DOCKER, Technology.PODMAN, Technology.CRI_O);

    private record Refinement(Technology general, Technology specific) {}

    /** What the specific engine is built on, so that its signals show the general one's too. */
    private static final List<Refinement> REFINEMENTS = List.of(
            new Refinement(Technology.LXC, Technology.INCUS),
            new Refinement(Technology.LXC, Technology.LXD),
            new Refinement(Technology.PODMAN, Technology.CRI_O),
            new Refinement(Technology.OCI_CONTAINER, Technology.CRI_O),
            new Refinement(Technology.OCI_CONTAINER, Technology.PODMAN),
            new Refinement(Technology.OCI_CONTAINER, Technology.DOCKER),
            new Refinement(Technology.BUBBLEWRAP, Technology.FLATPAK));

    private final Map<Technology, List<ContainerClaim>> byTechnology = new LinkedHashMap<>();
    private final Namespaces namespaces;
    private final Trace trace;

    ContainerResolver(List<ContainerClaim> claims, Namespaces namespaces, Trace trace) {
        this.namespaces = namespaces;
        this.trace = trace;
        for (ContainerClaim claim : claims) {
            byTechnology
                    .computeIfAbsent(claim.technology(), any -> new ArrayList<>())
                    .add(claim);
        }
    }

    /**
     * Without the files that an engine's image keeps when something else than an engine is made of it: nspawn, LXC and bubblewrap
     * are often given such a root. The engine itself would show in our mounts.
     */
    static List<ContainerClaim> withoutLeftOvers(List<ContainerClaim> claims, Trace trace) {
        if (claims.stream().noneMatch(ContainerResolver::isOtherThanEngine)) {
            return claims;
        }
        trace.overrule(claims.stream().filter(ContainerResolver::isFileOfImage).toList(), Rule.ENGINE_OVER_IMAGE);
        return claims.stream().filter(claim -> !isFileOfImage(claim)).toList();
    }

    private static boolean isOtherThanEngine(ContainerClaim claim) {
        return claim.kind() != Weight.MARKER
                && !ENGINES.contains(claim.technology())
                && !claim.technology().equals(Technology.CONTAINER_OTHER);
    }

    private static boolean isFileOfImage(ContainerClaim claim) {
        return claim.evidence().forgery() == Forgery.BY_IMAGE && ENGINES.contains(claim.technology());
    }

    /** The layers, outermost first. */
    List<VirtualizationLayer> resolve() {
        dropStrays();
        renameForKubernetes();
        REFINEMENTS.forEach(this::refine);
        if (byTechnology.size() > 1) {
            overrule(Technology.CONTAINER_OTHER, Rule.SPECIFIC_NAME);
        }
        return NESTING.stream()
                .filter(byTechnology::containsKey)
                .map(technology -> layer(technology, claims(technology)))
                .toList();
    }

    /** What an image brings along from another engine: base images set {@code container=oci} and keep /.dockerenv. */
    private void dropStrays() {
        for (Weight kind : List.of(Weight.CGROUP, Weight.FIRST_PROCESS)) {
            boolean named = byTechnology.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(claim -> claim.kind().compareTo(kind) >= 0 && isEngine(claim));
            if (named) {
                List.copyOf(byTechnology.keySet()).stream()
                        .filter(technology -> claims(technology).stream().allMatch(claim -> isWeaker(claim, kind)))
                        .forEach(technology -> overrule(technology, Rule.ENGINE_OVER_IMAGE));
            }
        }
    }

    private List<ContainerClaim> claims(Technology technology) {
        return byTechnology.getOrDefault(technology, List.of());
    }

    private void overrule(Technology technology, Rule rule) {
        trace.overrule(claims(technology), rule);
        byTechnology.remove(technology);
    }

    private static boolean isWeaker(ContainerClaim claim, Weight kind) {
        return claim.kind().compareTo(kind) < 0 && ENGINES.contains(claim.technology());
    }

    /** An identifier of nobody's own leaves weaker signals their word: Docker's containers in foreign control groups. */
    private static boolean isEngine(ContainerClaim claim) {
        boolean anonymous = claim.technology().equals(Technology.OCI_CONTAINER) && claim.variant() == null;
        return !anonymous && ENGINES.contains(claim.technology());
    }

    /** Podman and CRI-O keep their images in one store; where Kubernetes gives the files, it is CRI-O's. */
    private void renameForKubernetes() {
        boolean kubernetes = claims(Technology.OCI_CONTAINER).stream()
                .anyMatch(claim -> ContainerClaim.KUBERNETES.equals(claim.variant()));
        List<ContainerClaim> store = claims(Technology.PODMAN);
        if (kubernetes && !store.isEmpty() && !has(store, Weight.FIRST_PROCESS)) {
            byTechnology.remove(Technology.PODMAN);
            List<ContainerClaim> crio = byTechnology.computeIfAbsent(Technology.CRI_O, any -> new ArrayList<>());
            store.forEach(claim -> crio.add(claim.withTechnology(Technology.CRI_O)));
        }
    }

    private void refine(Refinement refinement) {
        List<ContainerClaim> specific = byTechnology.get(refinement.specific());
        List<ContainerClaim> general = byTechnology.get(refinement.general());
        if (specific != null && general != null) {
            specific.addAll(general);
            byTechnology.remove(refinement.general());
        }
    }

    private VirtualizationLayer layer(Technology technology, List<ContainerClaim> claims) {
        List<Evidence> evidence = new ArrayList<>();
        for (ContainerClaim claim : claims) {
            judge(claim, technology, evidence.isEmpty());
            evidence.add(claim.evidence());
        }
        if (namespaces.hasOwnPids()) {
            namespaces.pidEvidence().ifPresent(pid -> addNamespace(pid, technology, evidence));
        }
        return Layers.of(technology, variant(technology, claims).orElse(null), evidence)
                .confidence(confidence(claims))
                .build();
    }

    /** What speaks for a general name agrees with the specific one. */
    private void judge(ContainerClaim claim, Technology technology, boolean isFirst) {
        boolean same = claim.technology().equals(technology);
        trace.add(claim, isFirst ? Outcome.DECIDED : Outcome.AGREES, same ? Rule.NAMED_ENGINES : Rule.SPECIFIC_NAME);
    }

    private void addNamespace(Evidence pid, Technology technology, List<Evidence> evidence) {
        trace.agree(pid, technology, Rule.OWN_NAMESPACE);
        evidence.add(pid);
    }

    private static Optional<String> variant(Technology technology, List<ContainerClaim> claims) {
        return claims.stream()
                .filter(claim -> claim.technology().equals(technology))
                .map(ContainerClaim::variant)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Own namespaces prove a container; mounts or control groups, which root could have arranged, then name it. */
    private Confidence confidence(List<ContainerClaim> claims) {
        if (has(claims, Weight.KERNEL)) {
            return Confidence.CERTAIN;
        }
        boolean arranged = has(claims, Weight.MOUNT) || has(claims, Weight.CGROUP);
        if (arranged && namespaces.hasOwnPids()) {
            return Confidence.CERTAIN;
        }
        boolean arrangedByRoot =
                claims.stream().anyMatch(claim -> claim.evidence().forgery() == Forgery.BY_ROOT);
        return arrangedByRoot ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static boolean has(List<ContainerClaim> claims, Weight kind) {
        return claims.stream().anyMatch(claim -> claim.kind() == kind);
    }

    /** A container of which only the kernel tells; a lone namespace may also be that of a tool. */
    static VirtualizationLayer unidentified(Evidence pid, List<Evidence> others) {
        List<Evidence> evidence = new ArrayList<>(List.of(pid));
        evidence.addAll(others);
        return Layers.of(Technology.CONTAINER_OTHER, null, evidence)
                .confidence(others.isEmpty() ? Confidence.POSSIBLE : Confidence.LIKELY)
                .build();
    }
}
