/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the claims about one hypervisor: the strongest decides, those that agree become its evidence, and the others, which
 * it contradicts, do not count.
 */
final class HypervisorResolver {
    private final List<Claim> claims;
    private final boolean silenceProves;

    /**
     * Takes the claims.
     *
     * @param silenceProves whether a hypervisor would have shown itself in the CPU, so that a cloud's name alone is none
     */
    HypervisorResolver(List<Claim> claims, boolean silenceProves) {
        this.claims = claims.stream().sorted(Claim::strongestFirst).toList();
        this.silenceProves = silenceProves;
    }

    /** The hypervisor, if the claims carry one. */
    Optional<VirtualizationLayer> resolve() {
        return claims.isEmpty() ? Optional.empty() : resolve(claims.get(0));
    }

    private Optional<VirtualizationLayer> resolve(Claim top) {
        return switch (top.strength()) {
            case OWN -> Optional.of(layer(top, top.technology()).build());
            case INTERFACE -> Optional.of(resolveInterface(top));
            case MONITOR ->
                Optional.of(likely(preferred(Technology.QEMU, Strength.MONITOR).orElse(top)));
            case CLOUD -> silenceProves && !has(Strength.PRESENCE) ? Optional.empty() : Optional.of(likely(top));
            case PRESENCE -> Optional.of(resolvePresence(top));
            case HINT -> Optional.empty();
        };
    }

    /** KVM offers Hyper-V's interface to its guests, Hyper-V never KVM's; QEMU on Hyper-V's leaves means a hidden KVM. */
    private VirtualizationLayer resolveInterface(Claim top) {
        Claim winner = preferred(Technology.KVM, Strength.INTERFACE).orElse(top);
        boolean hiddenKvm = winner.technology().equals(Technology.HYPER_V)
                && winner.role() == LayerRole.GUEST
                && preferred(Technology.QEMU, Strength.MONITOR).isPresent();
        return hiddenKvm
                ? layer(winner, Technology.KVM).confidence(Confidence.LIKELY).build()
                : layer(winner, winner.technology()).build();
    }

    /** A hypervisor without a name; the devices may hint at one. */
    private VirtualizationLayer resolvePresence(Claim top) {
        Technology hinted = claims.stream()
                .filter(claim -> claim.strength() == Strength.HINT)
                .map(Claim::technology)
                .findFirst()
                .orElse(Technology.VM_OTHER);
        return hinted.equals(Technology.VM_OTHER)
                ? layer(top, hinted).build()
                : layer(top, hinted).confidence(Confidence.LIKELY).build();
    }

    private VirtualizationLayer likely(Claim claim) {
        return layer(claim, claim.technology()).confidence(Confidence.LIKELY).build();
    }

    private Optional<Claim> preferred(Technology technology, Strength strength) {
        return claims.stream()
                .filter(claim -> claim.strength() == strength)
                .filter(claim -> claim.technology().equals(technology))
                .findFirst();
    }

    private boolean has(Strength strength) {
        return claims.stream().anyMatch(claim -> claim.strength() == strength);
    }

    private VirtualizationLayer.Builder layer(Claim winner, Technology technology) {
        String variant = variant(winner, technology);
        return Layers.of(technology, variant, evidence(winner, technology, variant))
                .role(winner.role());
    }

    /** The mode that the winner names itself, or the monitor that a claim beside it names. */
    private @Nullable String variant(Claim winner, Technology technology) {
        boolean hostsMonitors = technology.equals(Technology.KVM) || technology.equals(Technology.HYPER_V);
        String variant = winner.variant() != null || !hostsMonitors
                ? winner.variant()
                : claims.stream()
                        .map(Claim::variant)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return technology.id().equals(variant) ? null : variant;
    }

    private List<Evidence> evidence(Claim winner, Technology technology, @Nullable String variant) {
        return claims.stream()
                .filter(claim -> agrees(claim, winner.technology(), variant) || agrees(claim, technology, variant))
                .map(Claim::evidence)
                .toList();
    }

    private static boolean agrees(Claim claim, Technology technology, @Nullable String variant) {
        boolean sameVariant = variant != null && variant.equals(claim.variant());
        boolean qemuOnKvm = technology.equals(Technology.KVM) && isQemu(claim.technology());
        boolean oldQemu = technology.equals(Technology.QEMU) && isQemu(claim.technology());
        return claim.strength() == Strength.PRESENCE
                || claim.technology().equals(technology)
                || sameVariant
                || qemuOnKvm
                || oldQemu;
    }

    /** QEMU's first firmware was that of Bochs and bore its name. */
    private static boolean isQemu(Technology technology) {
        return technology.equals(Technology.QEMU) || technology.equals(Technology.BOCHS);
    }
}
