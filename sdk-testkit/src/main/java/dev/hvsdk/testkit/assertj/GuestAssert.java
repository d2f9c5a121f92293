/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HypervisorException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a guest as it is now: each one reads the guest anew.
 *
 * <p>Those that read throw {@link HypervisorException.NotFound} if it is gone. Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestAssert extends AbstractGuestAssert<GuestAssert, Guest> {
    GuestAssert(@Nullable Guest actual) {
        super(actual, GuestAssert.class);
    }

    @Override
    GuestInfo reading() {
        return actual.info();
    }

    /** Checks that the host has it. */
    public GuestAssert exists() {
        isNotNull();
        try {
            reading();
        } catch (HypervisorException.NotFound e) {
            failWithMessage("%s", "Expecting " + actual + " to exist, but the host has no such guest");
        }
        return this;
    }

    /** Checks that the host does not have it, or no longer. */
    public GuestAssert doesNotExist() {
        isNotNull();
        try {
            return check(false, "not to exist", "it is " + reading().state().id());
        } catch (HypervisorException.NotFound e) {
            return this;
        }
    }

    /** Checks that a capability is available now. */
    public GuestAssert can(Class<? extends GuestCapability> capability) {
        isNotNull();
        SupportAssert.check(actual.capability(capability), subject() + "'s " + capability.getSimpleName(), info)
                .isAvailable();
        return this;
    }

    /** Goes on with the answer whether a capability is available. */
    public <C extends GuestCapability> SupportAssert<C> capability(Class<C> capability) {
        isNotNull();
        return SupportAssert.check(actual.capability(capability), subject() + "'s " + capability.getSimpleName(), info);
    }
}
