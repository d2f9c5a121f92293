/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;

/** The limits of a guest of a fake host. Thread-safe. */
final class FakeResourceTuning implements ResourceTuning {
    private final FakeGuest guest;

    FakeResourceTuning(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public ResourceLimits limits() {
        return guest.read(host -> host.limits(guest.id()));
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        return guest.change(HostCall.APPLY_LIMITS, host -> host.apply(guest.id(), limits));
    }
}
