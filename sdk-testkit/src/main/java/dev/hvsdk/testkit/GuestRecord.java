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
record GuestRecord(GuestId id, GuestConfig config, RunState run, SnapshotTree snapshots, Kept kept) {
    /** A guest of which nothing is kept. */
    GuestRecord(GuestId id, GuestConfig config, RunState run, SnapshotTree snapshots) {
        this(id, config, run, snapshots, Kept.NOTHING);
    }

    String name() {
        return config.name();
    }

    GuestState state() {
        return run.state();
    }

    GuestRecord enter(Step next, Instant now) {
        return new GuestRecord(id, config, run.enter(next, now), snapshots, kept.after(state(), next));
    }

    /** The guest as another host is to go on with it; its clock may show another time. */
    GuestRecord leaving(boolean stopped, Instant now) {
        Step step = new Step(stopped ? GuestState.STOPPED : state(), StateReason.MIGRATED);
        return new GuestRecord(id, config, run.leaving(step, now), snapshots, kept);
    }

    /** A guest that left another host, as this one goes on with it. */
    GuestRecord arriving(GuestId here, @Nullable StateReason reason, Instant now) {
        return new GuestRecord(here, config, run.arriving(new Step(state(), reason), now), snapshots, kept);
    }

    GuestRecord with(SnapshotTree changed) {
        return new GuestRecord(id, config, run, changed, kept);
    }

    GuestRecord with(VirtualParts changed) {
        return new GuestRecord(id, config.with(changed), run, snapshots, kept);
    }

    GuestRecord with(Kept changed) {
        return new GuestRecord(id, config, run, snapshots, changed);
    }

    /** The CPU time since its start: each of its CPUs is busy while it runs. */
    Duration cpuTime(Instant now) {
        return run.cpuCredit().plus(run.workedUntil(now).multipliedBy(config.busyCpus()));
    }

    /** The guest with another size; the CPU time that it has used stays. */
    GuestRecord resized(GuestSize size, Instant now) {
        GuestConfig resized = config.with(size);
        Duration credit = cpuTime(now).minus(run.workedUntil(now).multipliedBy(resized.busyCpus()));
        return new GuestRecord(id, resized, run.withCpuCredit(credit), snapshots, kept);
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
