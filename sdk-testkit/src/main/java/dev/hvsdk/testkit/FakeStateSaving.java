/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.testkit.HostCore.Edit;

/** The saved state of a guest of a fake host. Thread-safe. */
final class FakeStateSaving implements StateSaving {
    private final FakeGuest guest;

    FakeStateSaving(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> save() {
        Course course = Course.of(host -> Course.Span.of(
                "saving memory",
                host.record(guest.id(), HostCall.SAVE.verb()).config().memoryBytes()));
        return guest.change(HostCall.SAVE, course, (host, meter) -> host.perform(guest.id(), Action.SAVE));
    }

    @Override
    public boolean isSaved() {
        return guest.read(
                host -> host.record(guest.id(), "read saved state").kept().saved() != null);
    }

    @Override
    public Operation<GuestInfo> discard() {
        return guest.change(HostCall.DISCARD_SAVED, host -> {
            host.note(guest.id(), HostCall.DISCARD_SAVED.verb(), (found, discarding) -> {
                if (found.kept().saved() == null) {
                    throw discarding.notFound("it has no saved state");
                }
                return new Edit<>(found.with(found.kept().discarded()), found);
            });
            return host.read(guest.id());
        });
    }
}
