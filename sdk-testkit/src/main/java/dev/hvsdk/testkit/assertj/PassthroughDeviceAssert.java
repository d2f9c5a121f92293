/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a device that a guest could be given.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PassthroughDeviceAssert
        extends AbstractHypervisorAssert<PassthroughDeviceAssert, PassthroughDevice> {
    PassthroughDeviceAssert(@Nullable PassthroughDevice actual) {
        super(actual, PassthroughDeviceAssert.class);
    }

    @Override
    String subject() {
        return actual.kind() + " device " + actual.address();
    }

    /** Checks that it can be assigned as it is. */
    public PassthroughDeviceAssert isReady() {
        return hasAssignability(Assignability.State.READY);
    }

    /** Checks that it can be assigned after steps that the running host can take. */
    public PassthroughDeviceAssert isPreparable() {
        return hasAssignability(Assignability.State.PREPARABLE);
    }

    /** Checks that it cannot be assigned. */
    public PassthroughDeviceAssert isBlocked() {
        return hasAssignability(Assignability.State.BLOCKED);
    }

    /** Checks whether it can be assigned. */
    public PassthroughDeviceAssert hasAssignability(Assignability.State state) {
        isNotNull();
        return check(actual.assignability().state() == state, "to be " + state.id(), "it is " + found());
    }

    /** Checks that this stands in the way of its assignment, perhaps among other things. */
    public PassthroughDeviceAssert isBlockedBy(Blocker.Kind kind) {
        isNotNull();
        boolean holds = actual.assignability().blockers().stream().anyMatch(blocker -> blocker.kind() == kind);
        return check(holds, "to be blocked by " + kind.id(), "it is " + found());
    }

    private String found() {
        Assignability found = actual.assignability();
        return found.state().id()
                + found.blockers().stream()
                        .map(blocker -> "; " + blocker.kind().id() + ": " + blocker.detail())
                        .reduce("", String::concat);
    }

    /** Checks to which driver of the host it is bound. */
    public PassthroughDeviceAssert hasDriver(String driver) {
        isNotNull();
        return checkEqual("driver", driver, actual.driver());
    }

    /** Checks that it is bound to no driver of the host. */
    public PassthroughDeviceAssert hasNoDriver() {
        isNotNull();
        Optional<String> driver = actual.driver();
        return check(driver.isEmpty(), "to have no driver", "it has " + driver.orElse("none"));
    }

    /** Checks in which IOMMU group it is. */
    public PassthroughDeviceAssert isInIommuGroup(int group) {
        isNotNull();
        OptionalInt found = actual.iommuGroup();
        Optional<Integer> boxed = found.isPresent() ? Optional.of(found.getAsInt()) : Optional.empty();
        return checkEqual("IOMMU group", group, boxed);
    }
}
