/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a guest is doing, since when, and how long it has worked since its start. Immutable.
 *
 * @param worked how long its CPUs were not held, up to {@code workingSince}
 * @param workingSince since when its CPUs are not held; null while they are, or it does not run
 * @param startedAt when it was started; null if it does not run
 * @param cpuCredit the CPU time that it used beyond what its present CPUs would have in that time, which may be less than none
 */
record RunState(
        Step step,
        Duration worked,
        @Nullable Instant workingSince,
        @Nullable Instant startedAt,
        Duration cpuCredit) {
    /** A guest that is found in this state. */
    static RunState of(Step step, Instant now) {
        return stopped(step).enter(step, now);
    }

    /** A guest that was found in this state, having worked so long since its start. */
    static RunState found(Step step, Duration worked, Instant start, Instant now) {
        return step.state().isActive()
                ? new RunState(step, worked, works(step.state()) ? now : null, start, Duration.ZERO)
                : stopped(step);
    }

    RunState withCpuCredit(Duration credit) {
        return isActive() ? new RunState(step, worked, workingSince, startedAt, credit) : this;
    }

    /** With its CPUs held, and what they have worked until now. */
    RunState leaving(Step step, Instant now) {
        return step.state().isActive()
                ? new RunState(step, workedUntil(now), null, startedAt, cpuCredit)
                : stopped(step);
    }

    /** Goes on after it left another host. */
    RunState arriving(Step step, Instant now) {
        return new RunState(step, worked, works(step.state()) ? now : null, startedAt, cpuCredit);
    }

    GuestState state() {
        return step.state();
    }

    @Nullable
    StateReason reason() {
        return step.reason();
    }

    boolean isActive() {
        return state().isActive();
    }

    /** How long its CPUs have worked since its start. */
    Duration workedUntil(Instant now) {
        return workingSince == null ? worked : worked.plus(Duration.between(workingSince, now));
    }

    /** The guest goes into the next state; what it has worked counts from its start and is lost with its end. */
    RunState enter(Step next, Instant now) {
        if (!next.state().isActive()) {
            return stopped(next);
        }
        Instant start = startedAt == null ? now : startedAt;
        return new RunState(next, workedUntil(now), works(next.state()) ? now : null, start, cpuCredit);
    }

    private static RunState stopped(Step step) {
        return new RunState(step, Duration.ZERO, null, null, Duration.ZERO);
    }

    private static boolean works(GuestState state) {
        return state == GuestState.RUNNING || state == GuestState.SHUTTING_DOWN;
    }
}
