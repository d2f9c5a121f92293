/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a reading of a guest says.
 *
 * <p>Not thread-safe: one assertion per thread.
 *
 * @param <SELF> the assertion
 * @param <ACTUAL> a reading, or a handle that is read for each assertion
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class AbstractGuestAssert<SELF extends AbstractGuestAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractHypervisorAssert<SELF, ACTUAL> {
    AbstractGuestAssert(@Nullable ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    abstract GuestInfo reading();

    @Override
    String subject() {
        return "guest " + reading().name();
    }

    /** Checks that it runs. */
    public SELF isRunning() {
        return hasState(GuestState.RUNNING);
    }

    /** Checks that it is paused. */
    public SELF isPaused() {
        return hasState(GuestState.PAUSED);
    }

    /** Checks that it is suspended. */
    public SELF isSuspended() {
        return hasState(GuestState.SUSPENDED);
    }

    /** Checks that it is shutting down. */
    public SELF isShuttingDown() {
        return hasState(GuestState.SHUTTING_DOWN);
    }

    /** Checks that it is stopped. */
    public SELF isStopped() {
        return hasState(GuestState.STOPPED);
    }

    /** Checks that it has crashed. */
    public SELF isCrashed() {
        return hasState(GuestState.CRASHED);
    }

    /** Checks its state. */
    public SELF hasState(GuestState state) {
        isNotNull();
        GuestInfo info = reading();
        return check(info.state() == state, "to be " + state.id(), "it is " + stateWithReason(info));
    }

    private static String stateWithReason(GuestInfo info) {
        return info.state().id() + info.reason().map(why -> " (" + why + ")").orElse("");
    }

    /** Checks that it is in its state for this reason. */
    public SELF hasReason(StateReason reason) {
        isNotNull();
        return checkEqual("reason", reason, reading().reason());
    }

    /** Checks its id. */
    public SELF hasId(GuestId id) {
        isNotNull();
        return checkEqual("id", id, Optional.of(reading().id()));
    }

    /** Checks its name. */
    public SELF hasName(String name) {
        isNotNull();
        return checkEqual("name", name, Optional.of(reading().name()));
    }

    /** Checks how many virtual CPUs it has. */
    public SELF hasVcpus(int vcpus) {
        isNotNull();
        OptionalInt found = reading().vcpus();
        Optional<Integer> boxed = found.isPresent() ? Optional.of(found.getAsInt()) : Optional.empty();
        return checkEqual("vcpus", vcpus, boxed);
    }

    /** Checks how much memory it has now, or is limited to. */
    public SELF hasMemory(MemorySize memory) {
        isNotNull();
        return checkEqual("memory", memory, reading().memory());
    }

    /** Checks by which technology it runs. */
    public SELF hasTechnology(Technology technology) {
        isNotNull();
        return checkEqual("technology", technology, reading().technology());
    }

    /** Checks how much CPU time it has used since its start. */
    public SELF hasCpuTime(Duration cpuTime) {
        isNotNull();
        return checkEqual("CPU time", cpuTime, reading().cpuTime());
    }
}
