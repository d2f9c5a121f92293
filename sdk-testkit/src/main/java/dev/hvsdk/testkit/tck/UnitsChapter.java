/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.unit.MemorySize;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Amounts are what they are said to be. */
abstract class UnitsChapter extends TckChapter {
    /** No power of two, and a multiple of 4 MiB, which is the granularity of the coarsest host. */
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(192);

    private static final int VCPUS = 2;

    private Guest guest(GuestSpec spec) {
        @Nullable Throwable refusal = Expect.failure(() -> lab().make(spec));
        Expect.assume(
                !(refusal instanceof HypervisorException.Unsupported),
                () -> "not tested: guests cannot be given a size: " + refusal);
        Expect.that(refusal == null, () -> "define() with a size threw " + refusal);
        return host().findGuest(spec.name()).orElseThrow();
    }

    @TckRule(
            id = "HV-1101",
            statement = "the memory that a guest was made with is the memory that is read",
            reason = "hosts count in bytes, KiB, MiB and pages",
            hint = "the unit of the host's number, in both directions")
    void memoryIsReadAsGiven() {
        GuestInfo info =
                guest(tested().guest(lab().newName()).memory(MEMORY).build()).info();
        Expect.equal(MEMORY, info.memory().orElse(null), "the memory");
    }

    @TckRule(
            id = "HV-1102",
            statement = "the number of virtual CPUs that a guest was made with is the number that is read",
            reason = "hosts count shares, quotas and sockets too",
            hint = "GuestInfo.vcpus(): sockets times cores times threads; quotas of containers rounded up")
    void vcpusAreReadAsGiven() {
        GuestInfo info =
                guest(tested().guest(lab().newName()).vcpus(VCPUS).build()).info();
        Expect.equal(OptionalInt.of(VCPUS), info.vcpus(), "the number of virtual CPUs");
    }

    @TckRule(
            id = "HV-1103",
            statement = "a guest has no more memory than it can be given",
            reason = "the two are often read from different places, in different units",
            hint = "GuestInfo.memory() and maxMemory()")
    void memoryIsWithinItsMaximum() {
        GuestInfo info = runningWithMemory().info();
        Expect.assume(
                info.memory().isPresent() && info.maxMemory().isPresent(), () -> "not tested: the host does not tell");
        Expect.that(
                info.memory().orElseThrow().compareTo(info.maxMemory().orElseThrow()) <= 0,
                () -> info.memory() + " of at most " + info.maxMemory());
    }

    @TckRule(
            id = "HV-1104",
            statement = "the host has memory, of at least 64 MiB and at most 1 PiB, and no more free than there is",
            reason = "schedulers divide by it",
            hint = "HostInfo.memory() and freeMemory(): the unit of the host's number")
    void hostMemoryIsPlausible() {
        HostInfo info = host().host();
        Expect.assume(info.memory().isPresent(), () -> "not tested: the host does not tell");
        MemorySize memory = info.memory().orElseThrow();
        Expect.that(memory.compareTo(MemorySize.ofMebibytes(64)) >= 0, () -> "the host has " + memory);
        Expect.that(memory.compareTo(MemorySize.ofGibibytes(1L << 20)) <= 0, () -> "the host has " + memory);
        Expect.that(
                info.freeMemory().orElse(MemorySize.ZERO).compareTo(memory) <= 0,
                () -> info.freeMemory() + " of " + memory + " are free");
    }
}
