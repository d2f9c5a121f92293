/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.testing;

import dev.hvsdk.host.root.Limitation;
import java.util.Collection;

/** Readings go on when a reader has a defect, and say so in a limitation; tests must not. */
public final class Defects {
    private Defects() {}

    /** Throws if one of them tells of a defect. */
    public static void requireNone(Collection<Limitation> limitations) {
        limitations.stream()
                .filter(limitation -> limitation.what().contains("because of a defect of the SDK"))
                .findFirst()
                .ifPresent(defect -> {
                    throw new AssertionError(defect.what());
                });
    }
}
