/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a plan will be. Not thread-safe. */
public final class Draft {
    /** What a person can know better than the SDK; the rest ends in a dead host or in an error of the kernel. */
    public static final Set<Kind> ACCEPTABLE =
            Set.of(Kind.CARRIES_DEFAULT_ROUTE, Kind.USE_UNKNOWN, Kind.GROUP_SHARED, Kind.NO_INTERRUPT_REMAPPING);

    private final DeviceChange change;
    private final Set<Kind> accepted;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Blocker> refusals = new LinkedHashSet<>();
    private final Set<Blocker> cautions = new LinkedHashSet<>();

    Draft(DeviceChange change, Set<Kind> accepted) {
        this.change = change;
        this.accepted = accepted;
    }

    void refuse(Blocker blocker) {
        boolean isAccepted = ACCEPTABLE.contains(blocker.kind()) && accepted.contains(blocker.kind());
        (isAccepted ? cautions : refusals).add(blocker);
    }

    void refuse(Kind kind, String detail) {
        refuse(new Blocker(kind, detail));
    }

    void caution(List<Blocker> known) {
        cautions.addAll(known);
    }

    void step(Step step) {
        steps.add(step);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The plan for people. */
    public DevicePlan plan() {
        return DevicePlan.of(change, steps.stream().map(Step::toString).toList(), List.copyOf(refusals))
                .withCautions(List.copyOf(cautions));
    }
}
