/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.util.List;

/**
 * What a picture says of a device. Immutable.
 *
 * @param address where it is
 * @param name maker and model, or the ids where nobody knows names
 * @param facts what it does, its driver, its link, a few words each
 * @param group its IOMMU group, such as {@code group 9}; empty if it has none
 * @param mark whether it could be given to a guest
 * @param obstacles what stands in the way, in a few words, or what is needed to know; empty if nothing
 * @param cautions what has to be known before it is given away, likewise
 */
record Caption(
        String address, String name, List<String> facts, String group, Mark mark, String obstacles, String cautions) {
    /** The word of the mark, and why. */
    String verdict() {
        String word = mark.word() + (obstacles.isEmpty() ? "" : ": " + obstacles);
        return cautions.isEmpty() ? word : word + "; caution: " + cautions;
    }

    /** The same without the word. */
    String why() {
        String join = obstacles.isEmpty() || cautions.isEmpty() ? "" : "; ";
        return obstacles + join + (cautions.isEmpty() ? "" : "caution: " + cautions);
    }

    /** What is said of others alike too: all but the place. */
    Caption common() {
        return new Caption("", name, facts, "", mark, obstacles, cautions);
    }
}
