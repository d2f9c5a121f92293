/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.host.internal.device.Candidate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Plans a number of virtual functions. Not thread-safe. */
final class Counting {
    private static final Set<Kind> USES = EnumSet.of(Kind.CARRIES_ROOT_DISK, Kind.CARRIES_DEFAULT_ROUTE, Kind.IN_USE);

    private final List<Candidate> functions;
    private final Draft draft;

    Counting(List<Candidate> functions, Draft draft) {
        this.functions = functions;
        this.draft = draft;
    }

    void of(Candidate physical, int count) {
        int now = physical.device().sriov().map(Sriov::current).orElse(0);
        if (isTooMany(physical, count) || count == now) {
            return;
        }
        refuseWithoutDriver(physical);
        functions.stream()
                .filter(function -> function.device()
                        .physicalFunction()
                        .filter(physical.address()::equals)
                        .isPresent())
                .forEach(this::refuseIfInUse);
        String address = physical.address().toString();
        // Linux refuses another number while there are some: sriov_numvfs_store in drivers/pci/pci-sysfs.c.
        if (now > 0) {
            draft.step(Step.count(address, "0"));
        }
        if (count > 0) {
            draft.step(Step.count(address, Integer.toString(count)));
        }
    }

    private boolean isTooMany(Candidate physical, int count) {
        int total = physical.device().sriov().map(Sriov::total).orElse(0);
        if (count > total) {
            draft.refuse(
                    Kind.NOT_ASSIGNABLE_BY_NATURE,
                    physical.address()
                            + (total == 0
                                    ? " has no virtual functions"
                                    : " has at most " + total + " virtual functions"));
        }
        return count > total;
    }

    /** The kernel says ENOENT then, "no driver bound to device; cannot configure SR-IOV". */
    private static void refuseWithoutDriver(Candidate physical) {
        if (physical.device().driver().isEmpty()) {
            throw Planner.planning(physical.address())
                    .remedy("return it to the host's driver first")
                    .wrongState("no driver is bound to it, and it is the driver that makes virtual functions");
        }
    }

    private void refuseIfInUse(Candidate function) {
        if (function.isOnVfio()) {
            draft.refuse(
                    Kind.IN_USE,
                    "the virtual function " + function.address()
                            + " is kept for a guest by vfio; return it to the host first");
        }
        function.obstacles().stream()
                .filter(obstacle -> USES.contains(obstacle.kind()))
                .forEach(draft::refuse);
    }
}
