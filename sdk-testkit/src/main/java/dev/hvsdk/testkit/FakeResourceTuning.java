/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.testkit.HostCore.Edit;

/** The limits of a guest of a fake host. Thread-safe. */
final class FakeResourceTuning implements ResourceTuning {
    private final FakeGuest guest;

    FakeResourceTuning(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public ResourceLimits limits() {
        return guest.read(host -> limits(host, host.record(guest.id(), "read limits")));
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        HostCall kind = HostCall.APPLY_LIMITS;
        return guest.change(
                kind,
                host -> host.modify(guest.id(), kind.verb(), (found, applying) -> {
                    GuestSize size = new LimitRules(host.family()).apply(found, limits, applying);
                    GuestRecord changed = found.resized(size, host.clock().instant());
                    return new Edit<>(changed, limits(host, changed));
                }));
    }

    private static ResourceLimits limits(HostCore host, GuestRecord found) {
        return found.config().size().limits(!host.family().hasMachines());
    }
}
