/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFacts;

/**
 * CPUID as the CPU means it: a leaf beyond the highest that it announces is all zero, whatever the instruction returns.
 *
 * <p>Intel's CPUs answer such a leaf with the contents of another (SDM vol. 2A, CPUID). Thread-safe.
 */
public final class CpuidTable {
    private static final CpuidLeaf NOTHING = new CpuidLeaf(0, 0, 0, 0);
    private static final int EXTENDED = 0x8000_0000;

    private final HostFacts facts;

    /** The CPUID of a host. */
    public CpuidTable(HostFacts facts) {
        this.facts = facts;
    }

    /** A leaf of the basic or the extended range. */
    public Fact<CpuidLeaf> leaf(int leaf, int subleaf) {
        boolean extended = leaf < 0;
        int first = extended ? EXTENDED : 0;
        return facts.cpuid(first, 0).flatMap(range -> {
            boolean within = Integer.compareUnsigned(leaf, range.eax()) <= 0 && (range.eax() < 0) == extended;
            return within ? facts.cpuid(leaf, subleaf) : Fact.known(NOTHING);
        });
    }

    /** The maker of leaf 0, such as {@code GenuineIntel}. */
    public Fact<String> vendor() {
        return facts.cpuid(0, 0).map(CpuidLeaf::vendor);
    }

    /** The model's name for people, leaves 0x80000002 to 4; empty if the CPU has none. */
    public Fact<String> brand() {
        return leaf(0x8000_0002, 0)
                .flatMap(first -> leaf(0x8000_0003, 0)
                        .flatMap(second -> leaf(0x8000_0004, 0)
                                .map(third -> (first.brandPart() + second.brandPart() + third.brandPart()).strip())));
    }

    /** Family, model and stepping of leaf 1. */
    public Fact<CpuidSignature> signature() {
        return leaf(1, 0).map(leaf -> CpuidSignature.of(leaf.eax()));
    }
}
