/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** All that a fake host knows of one guest at one moment. Immutable. */
record GuestRecord(GuestId id, GuestConfig config, RunState run, SnapshotTree snapshots) {
    String name() {
        return config.name();
    }

    GuestState state() {
        return run.state();
    }

    GuestRecord enter(Step next, Instant now) {
        return new GuestRecord(id, config, run.enter(next, now), snapshots);
    }

    /** The guest as another host is to go on with it; its clock may show another time. */
    GuestRecord leaving(boolean stopped, Instant now) {
        Step step = new Step(stopped ? GuestState.STOPPED : state(), StateReason.MIGRATED);
        return new GuestRecord(id, config, run.leaving(step, now), snapshots);
    }

    /** A guest that left another host, as this one goes on with it. */
    GuestRecord arriving(GuestId here, @Nullable StateReason reason, Instant now) {
        return new GuestRecord(here, config, run.arriving(new Step(state(), reason), now), snapshots);
    }

    GuestRecord with(SnapshotTree changed) {
        return new GuestRecord(id, config, run, changed);
    }

    /** The CPU time since its start: each of its CPUs is busy while it runs. */
    Duration cpuTime(Instant now) {
        return run.cpuCredit().plus(run.workedUntil(now).multipliedBy(config.busyCpus()));
    }

    /** The guest with another size; the CPU time that it has used stays. */
    GuestRecord resized(GuestSize size, Instant now) {
        GuestConfig resized = config.with(size);
        Duration credit = cpuTime(now).minus(run.workedUntil(now).multipliedBy(resized.busyCpus()));
        return new GuestRecord(id, resized, run.withCpuCredit(credit), snapshots);
    }

    GuestInfo info(Instant now) {
        GuestInfo.Builder info = GuestInfo.builder(id, name(), state());
        if (config.technology() != null) {
            info.technology(config.technology());
        }
        if (run.reason() != null) {
            info.reason(run.reason());
        }
        addSize(info);
        addTimes(info, now);
        return info.build();
    }

    private void addSize(GuestInfo.Builder info) {
        if (config.vcpus() != null) {
            info.vcpus(config.vcpus());
        }
        if (config.memory() != null) {
            info.memory(config.memory());
        }
        if (config.maxMemory() != null) {
            info.maxMemory(config.maxMemory());
        }
    }

    private void addTimes(GuestInfo.Builder info, Instant now) {
        if (run.startedAt() != null) {
            info.startedAt(run.startedAt()).cpuTime(cpuTime(now));
        }
    }
}
