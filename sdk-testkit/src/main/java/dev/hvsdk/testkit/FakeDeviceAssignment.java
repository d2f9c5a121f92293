/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.HostCore.Edit;
import java.util.List;

/** The devices of a guest of a fake host. Thread-safe. */
final class FakeDeviceAssignment implements DeviceAssignment {
    private final FakeGuest guest;

    FakeDeviceAssignment(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public List<PassthroughDevice> attached() {
        return guest.read(host -> host.devicesOf(guest.id()));
    }

    @Override
    public Operation<PassthroughDevice> attach(PassthroughDevice device) {
        return modify(
                HostCall.ATTACH, (host, found, attaching) -> host.assignments().attach(found, device, attaching));
    }

    @Override
    public Operation<PassthroughDevice> detach(PassthroughDevice device) {
        return modify(
                HostCall.DETACH, (host, found, detaching) -> host.assignments().detach(found, device, detaching));
    }

    /** A change of what the guest has. */
    private interface Change {
        PassthroughDevice apply(HostCore host, GuestRecord found, ErrorFactory doing);
    }

    private Operation<PassthroughDevice> modify(HostCall kind, Change change) {
        return guest.change(
                kind,
                host -> host.modify(
                        guest.id(),
                        kind.verb(),
                        (found, doing) -> new Edit<>(found, change.apply(host, found, doing))));
    }
}
