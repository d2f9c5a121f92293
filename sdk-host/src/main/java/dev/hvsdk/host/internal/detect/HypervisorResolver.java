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
import dev.hvsdk.host.signal.Outcome;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
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
    private final Trace trace;

    /** Which claim decides, for what, how surely, and why. */
    private record Decision(Claim winner, Technology technology, boolean isLikely, Rule rule) {
        static Decision of(Claim winner, Rule rule) {
            return new Decision(winner, winner.technology(), false, rule);
        }

        static Decision likely(Claim winner, Technology technology, Rule rule) {
            return new Decision(winner, technology, true, rule);
        }
    }

    /**
     * Takes the claims.
     *
     * @param silenceProves whether a hypervisor would have shown itself in the CPU, so that a cloud's name alone is none
     * @param trace told what became of each claim
     */
    HypervisorResolver(List<Claim> claims, boolean silenceProves, Trace trace) {
        this.claims = claims.stream().sorted(Claim::strongestFirst).toList();
        this.silenceProves = silenceProves;
        this.trace = trace;
    }

    /** The hypervisor, if the claims carry one. */
    Optional<VirtualizationLayer> resolve() {
        Optional<Decision> decision = claims.isEmpty() ? Optional.empty() : decide(claims.get(0));
        if (decision.isEmpty()) {
            claims.forEach(claim -> trace.add(claim, Outcome.TOO_WEAK, weakness(claim)));
        }
        return decision.map(this::layer);
    }

    private static Rule weakness(Claim claim) {
        return claim.weight() == Weight.CLOUD ? Rule.CLOUDS_MAY_BE_METAL : Rule.HINTS_NEED_COMPANY;
    }

    private Optional<Decision> decide(Claim top) {
        return switch (top.weight()) {
            case OWN -> Optional.of(Decision.of(top, Rule.STRONGEST_DECIDES));
            case INTERFACE -> Optional.of(decideInterface(top));
            case MONITOR -> Optional.of(decideMonitor(top));
            case CLOUD -> isSilent() ? Optional.empty() : Optional.of(likely(top));
            case PRESENCE -> Optional.of(decidePresence(top));
            default -> Optional.empty();
        };
    }

    private static Decision likely(Claim claim) {
        return Decision.likely(claim, claim.technology(), Rule.STRONGEST_DECIDES);
    }

    /** QEMU's name leaves its accelerator open, a provider whose guests run on KVM says it. */
    private Decision decideMonitor(Claim top) {
        Claim monitor = preferred(Technology.QEMU, Weight.MONITOR).orElse(top);
        Optional<Claim> provider = isSilent() ? Optional.empty() : preferred(Technology.KVM, Weight.CLOUD);
        return likely(provider.filter(claim -> isQemu(monitor.technology())).orElse(monitor));
    }

    /** KVM offers Hyper-V's interface to its guests, Hyper-V never KVM's; QEMU on Hyper-V's leaves means a hidden KVM. */
    private Decision decideInterface(Claim top) {
        Claim winner = preferred(Technology.KVM, Weight.INTERFACE).orElse(top);
        boolean hiddenKvm = winner.technology().equals(Technology.HYPER_V)
                && winner.role() == LayerRole.GUEST
                && claims.stream().anyMatch(HypervisorResolver::standsOnKvm);
        return hiddenKvm
                ? Decision.likely(winner, Technology.KVM, Rule.IMITATED_INTERFACE)
                : Decision.of(winner, Rule.STRONGEST_DECIDES);
    }

    /** A name in the firmware that beside a hypervisor's interface can only stand on KVM. */
    private static boolean standsOnKvm(Claim claim) {
        boolean inFirmware = claim.weight() == Weight.MONITOR || claim.weight() == Weight.CLOUD;
        return inFirmware && (claim.technology().equals(Technology.KVM) || isQemu(claim.technology()));
    }

    /** A hypervisor without a name; the devices may hint at one. */
    private Decision decidePresence(Claim top) {
        Technology hinted = claims.stream()
                .filter(claim -> claim.weight() == Weight.HINT)
                .map(Claim::technology)
                .findFirst()
                .orElse(Technology.VM_OTHER);
        return hinted.equals(Technology.VM_OTHER)
                ? Decision.of(top, Rule.STRONGEST_DECIDES)
                : Decision.likely(top, hinted, Rule.HINTS_NEED_COMPANY);
    }

    private Optional<Claim> preferred(Technology technology, Weight weight) {
        return claims.stream()
                .filter(claim -> claim.weight() == weight)
                .filter(claim -> claim.technology().equals(technology))
                .findFirst();
    }

    /** Whether the CPU could show a hypervisor and shows none. */
    private boolean isSilent() {
        return silenceProves && claims.stream().noneMatch(claim -> claim.weight() == Weight.PRESENCE);
    }

    private VirtualizationLayer layer(Decision decision) {
        Claim winner = decision.winner();
        String variant = variant(winner, decision.technology());
        List<Evidence> evidence = new ArrayList<>();
        for (Claim claim : claims) {
            if (judge(claim, decision, variant) != Outcome.OVERRULED) {
                evidence.add(claim.evidence());
            }
        }
        VirtualizationLayer.Builder layer =
                Layers.of(decision.technology(), variant, evidence).role(winner.role());
        return decision.isLikely() ? layer.confidence(Confidence.LIKELY).build() : layer.build();
    }

    /** What becomes of a claim beside the one that decides. */
    private Outcome judge(Claim claim, Decision decision, @Nullable String variant) {
        Technology technology = decision.technology();
        boolean agrees = agrees(claim, decision.winner().technology(), variant) || agrees(claim, technology, variant);
        Outcome outcome =
                claim.isSame(decision.winner()) ? Outcome.DECIDED : agrees ? Outcome.AGREES : Outcome.OVERRULED;
        trace.add(claim, outcome, outcome == Outcome.OVERRULED ? overruling(claim, decision) : decision.rule());
        return outcome;
    }

    private static Rule overruling(Claim claim, Decision decision) {
        if (claim.weight() != Weight.INTERFACE) {
            return Rule.STRONGEST_DECIDES;
        }
        return decision.winner().weight() == Weight.OWN ? Rule.BRAND_OVER_INTERFACE : Rule.IMITATED_INTERFACE;
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

    private static boolean agrees(Claim claim, Technology technology, @Nullable String variant) {
        boolean sameVariant = variant != null && variant.equals(claim.variant());
        boolean qemuOnKvm = technology.equals(Technology.KVM) && isQemu(claim.technology());
        boolean oldQemu = technology.equals(Technology.QEMU) && isQemu(claim.technology());
        return claim.weight() == Weight.PRESENCE
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
