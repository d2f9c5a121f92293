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
import java.util.ArrayList;
import java.util.List;
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

    /** Compared by hand: the methods that Java derives for records load method handles at the first call. */
    private static List<Evidence> hardestFirst(List<Evidence> evidence) {
        List<Evidence> distinct = new ArrayList<>();
        for (Evidence piece : evidence) {
            if (distinct.stream().noneMatch(known -> isSame(known, piece))) {
                distinct.add(piece);
            }
        }
        distinct.sort((one, other) -> one.forgery().compareTo(other.forgery()));
        return distinct;
    }

    static boolean isSame(Evidence one, Evidence other) {
        return one.source().equals(other.source()) && one.value().equals(other.value());
    }

    private static Confidence confidenceOf(Evidence hardest) {
        if (hardest.forgery().compareTo(Forgery.BY_FIRMWARE) <= 0) {
            return Confidence.CERTAIN;
        }
        return hardest.forgery() == Forgery.BY_ROOT ? Confidence.LIKELY : Confidence.POSSIBLE;
    }
}
