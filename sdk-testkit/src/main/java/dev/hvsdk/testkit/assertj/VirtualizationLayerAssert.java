/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.api.machine.VmmKind;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a layer of virtualization that a machine is inside of.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VirtualizationLayerAssert
        extends AbstractHypervisorAssert<VirtualizationLayerAssert, VirtualizationLayer> {
    VirtualizationLayerAssert(@Nullable VirtualizationLayer actual) {
        super(actual, VirtualizationLayerAssert.class);
    }

    @Override
    String subject() {
        return "layer " + actual.technology();
    }

    /** Checks the technology. */
    public VirtualizationLayerAssert hasTechnology(Technology technology) {
        isNotNull();
        return checkEqual("technology", technology, Optional.of(actual.technology()));
    }

    /** Checks the variant, such as {@code hvm}. */
    public VirtualizationLayerAssert hasVariant(String variant) {
        isNotNull();
        return checkEqual("variant", variant, actual.variant());
    }

    /** Checks the approach. */
    public VirtualizationLayerAssert hasApproach(Approach approach) {
        isNotNull();
        return checkEqual("approach", approach, Optional.of(actual.approach()));
    }

    /** Checks where the monitor sits. */
    public VirtualizationLayerAssert hasVmm(VmmKind vmm) {
        isNotNull();
        return checkEqual("monitor", vmm, actual.vmm());
    }

    /** Checks that the machine is a guest of it. */
    public VirtualizationLayerAssert isGuest() {
        return hasRole(LayerRole.GUEST);
    }

    /** Checks that the machine administers it, as a Xen dom0 does. */
    public VirtualizationLayerAssert isHost() {
        return hasRole(LayerRole.HOST);
    }

    private VirtualizationLayerAssert hasRole(LayerRole role) {
        isNotNull();
        return checkEqual("role", role, Optional.of(actual.role()));
    }

    /** Checks how sure it is. */
    public VirtualizationLayerAssert hasConfidence(Confidence confidence) {
        isNotNull();
        return checkEqual("confidence", confidence, Optional.of(actual.confidence()));
    }

    /** Checks that this source is among its evidence. */
    public VirtualizationLayerAssert hasEvidenceOf(String source) {
        isNotNull();
        return check(
                actual.evidence().stream().anyMatch(item -> item.source().equals(source)),
                "to have evidence of " + source,
                "it has " + Texts.listed(actual.evidence()));
    }
}
