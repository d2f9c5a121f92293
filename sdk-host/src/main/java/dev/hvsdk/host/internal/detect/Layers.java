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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds layers in one way: evidence without repetition, and confidence no higher than it carries. */
final class Layers {
    private Layers() {}

    /** Starts a layer whose confidence follows from its hardest evidence. */
    static VirtualizationLayer.Builder of(Technology technology, @Nullable String variant, List<Evidence> evidence) {
        List<Evidence> sorted = hardestFirst(evidence);
        VirtualizationLayer.Builder layer =
                VirtualizationLayer.builder(technology).evidence(sorted).confidence(confidenceOf(sorted.get(0)));
        if (variant != null) {
            layer.variant(variant);
            Technology.find(variant).flatMap(Technology::vmm).ifPresent(layer::vmm);
        }
        return layer;
    }

    static VirtualizationLayer.Builder of(Technology technology, Evidence evidence) {
        return of(technology, null, List.of(evidence));
    }

    private static List<Evidence> hardestFirst(List<Evidence> evidence) {
        Set<Evidence> distinct = new LinkedHashSet<>(evidence);
        // Not Comparator.comparing: its lambdas are serializable, so that no class archive holds them and each start makes them anew.
        return distinct.stream()
                .sorted((one, other) -> one.forgery().compareTo(other.forgery()))
                .toList();
    }

    private static Confidence confidenceOf(Evidence hardest) {
        if (hardest.forgery().compareTo(Forgery.BY_FIRMWARE) <= 0) {
            return Confidence.CERTAIN;
        }
        return hardest.forgery() == Forgery.BY_ROOT ? Confidence.LIKELY : Confidence.POSSIBLE;
    }
}
