/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.machine.Blocker;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a {@link DeviceChange} on one host at one moment, and what speaks against taking them.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DevicePlan {
    private final DeviceChange change;
    private final List<String> steps;
    private final List<Blocker> refusals;
    private final List<Blocker> cautions;

    private DevicePlan(DeviceChange change, List<String> steps, List<Blocker> refusals, List<Blocker> cautions) {
        this.change = change;
        this.steps = List.copyOf(steps);
        this.refusals = List.copyOf(refusals);
        this.cautions = List.copyOf(cautions);
    }

    /** A plan with these steps, which is refused if anything speaks against it. */
    public static DevicePlan of(DeviceChange change, List<String> steps, List<Blocker> refusals) {
        return new DevicePlan(change, steps, refusals, List.of());
    }

    /** The same plan with what does not speak against it but has to be known, also what the caller has accepted. */
    public DevicePlan withCautions(List<Blocker> cautions) {
        return new DevicePlan(change, steps, refusals, cautions);
    }

    /** What the plan is for. */
    public DeviceChange change() {
        return change;
    }

    /** The steps in order, each a line for people that names the file or call; empty if all is as it should be. */
    public List<String> steps() {
        return steps;
    }

    /** What speaks against it, gravest first; a plan with any is not applied. */
    public List<Blocker> refusals() {
        return refusals;
    }

    /** What does not prevent it but has to be known, gravest first; what the caller has accepted is among it. */
    public List<Blocker> cautions() {
        return cautions;
    }

    /** Whether something speaks against it. */
    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DevicePlan that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {change, steps, refusals, cautions};
    }
}
