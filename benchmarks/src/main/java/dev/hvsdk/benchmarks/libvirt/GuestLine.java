/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What every peer must have read of a guest; the state is libvirt's number, the memory is in KiB, the time in nanoseconds. */
record GuestLine(String name, String uuid, int state, OptionalInt vcpus, OptionalLong memory, OptionalLong cpuTime) {
    private static final int SHUT_OFF = 5;
    private static final int CRASHED = 6;

    boolean isComplete() {
        return vcpus.isPresent() && memory.isPresent();
    }

    boolean hasTime() {
        return state != SHUT_OFF && state != CRASHED && cpuTime.orElse(0) > 0;
    }

    String whoAndState() {
        return name + " " + uuid + " " + state;
    }

    String everything() {
        return whoAndState() + " " + vcpus.orElseThrow() + " " + memory.orElseThrow();
    }
}
