/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The functions of one IOMMU group, sorted out once for all of them: a group can have hundreds.
 *
 * <p>Not thread-safe while it is filled.
 */
final class PciGroup {
    private final int number;
    private final List<PciFunction> members = new ArrayList<>();
    private int inUse;

    PciGroup(int number) {
        this.number = number;
    }

    /** Adds a function, which counts unless it is a bridge between buses or vfio has it in hand already. */
    void add(PciFunction function) {
        if (counts(function)) {
            members.add(function);
        }
        if (function.blocksItsGroup()) {
            inUse++;
        }
    }

    private static boolean counts(PciFunction function) {
        return !function.isBusBridge() && !function.isOnVfio();
    }

    int number() {
        return number;
    }

    /** The functions that count. */
    List<PciFunction> members() {
        return members;
    }

    /** The functions that count, without this one. */
    Stream<PciFunction> othersThan(PciFunction function) {
        return members.stream().filter(other -> !other.isSame(function));
    }

    int othersCount(PciFunction function) {
        return members.size() - (counts(function) ? 1 : 0);
    }

    /** Whether the host uses another function of the group, so that vfio would refuse this one. */
    boolean isInUseBeside(PciFunction function) {
        return inUse > (function.blocksItsGroup() ? 1 : 0);
    }
}
