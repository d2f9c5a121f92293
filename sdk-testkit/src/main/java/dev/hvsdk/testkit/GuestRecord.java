/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import java.time.Duration;
import java.time.Instant;

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

    GuestRecord with(SnapshotTree changed) {
        return new GuestRecord(id, config, run, changed);
    }

    /** The CPU time since its start: each of its CPUs is busy while it runs. */
    Duration cpuTime(Instant now) {
        return run.workedUntil(now).multipliedBy(config.busyCpus());
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
