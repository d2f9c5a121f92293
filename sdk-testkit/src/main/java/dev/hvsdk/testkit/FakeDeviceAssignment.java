/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.PassthroughDevice;
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
        return guest.change(HostCall.ATTACH, host -> host.attach(guest.id(), device));
    }

    @Override
    public Operation<PassthroughDevice> detach(PassthroughDevice device) {
        return guest.change(HostCall.DETACH, host -> host.detach(guest.id(), device));
    }
}
