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
import dev.hvsdk.host.internal.detect.ContainerClaim.Kind;
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

    ContainerResolver(List<ContainerClaim> claims, Namespaces namespaces) {
        this.namespaces = namespaces;
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
    static List<ContainerClaim> withoutLeftOvers(List<ContainerClaim> claims) {
        boolean named = claims.stream().anyMatch(ContainerResolver::isOtherThanEngine);
        return claims.stream().filter(claim -> !named || !isFileOfImage(claim)).toList();
    }

    private static boolean isOtherThanEngine(ContainerClaim claim) {
        return claim.kind() != Kind.MARKER
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
            byTechnology.remove(Technology.CONTAINER_OTHER);
        }
        return NESTING.stream()
                .filter(byTechnology::containsKey)
                .map(technology -> layer(technology, byTechnology.getOrDefault(technology, List.of())))
                .toList();
    }

    /** What an image brings along from another engine: base images set {@code container=oci} and keep /.dockerenv. */
    private void dropStrays() {
        for (Kind kind : List.of(Kind.CGROUP, Kind.FIRST_PROCESS)) {
            boolean named = byTechnology.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(claim -> claim.kind().compareTo(kind) <= 0 && isEngine(claim));
            byTechnology.values().removeIf(claims -> named && claims.stream().allMatch(claim -> isWeaker(claim, kind)));
        }
    }

    private static boolean isWeaker(ContainerClaim claim, Kind kind) {
        return claim.kind().compareTo(kind) > 0 && ENGINES.contains(claim.technology());
    }

    /** An identifier of nobody's own leaves weaker signals their word: Docker's containers in foreign control groups. */
    private static boolean isEngine(ContainerClaim claim) {
        boolean anonymous = claim.technology().equals(Technology.OCI_CONTAINER) && claim.variant() == null;
        return !anonymous && ENGINES.contains(claim.technology());
    }

    /** Podman and CRI-O keep their images in one store; where Kubernetes gives the files, it is CRI-O's. */
    private void renameForKubernetes() {
        boolean kubernetes = byTechnology.getOrDefault(Technology.OCI_CONTAINER, List.of()).stream()
                .anyMatch(claim -> ContainerClaim.KUBERNETES.equals(claim.variant()));
        List<ContainerClaim> store = byTechnology.getOrDefault(Technology.PODMAN, List.of());
        if (kubernetes && !store.isEmpty() && !has(store, Kind.FIRST_PROCESS)) {
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
        claims.forEach(claim -> evidence.add(claim.evidence()));
        if (namespaces.hasOwnPids()) {
            namespaces.pidEvidence().ifPresent(evidence::add);
        }
        return Layers.of(technology, variant(technology, claims).orElse(null), evidence)
                .confidence(confidence(claims))
                .build();
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
        if (has(claims, Kind.KERNEL)) {
            return Confidence.CERTAIN;
        }
        boolean arranged = has(claims, Kind.MOUNT) || has(claims, Kind.CGROUP);
        if (arranged && namespaces.hasOwnPids()) {
            return Confidence.CERTAIN;
        }
        boolean arrangedByRoot =
                claims.stream().anyMatch(claim -> claim.evidence().forgery() == Forgery.BY_ROOT);
        return arrangedByRoot ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static boolean has(List<ContainerClaim> claims, Kind kind) {
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
