/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;

/** The devices of a fake host under the drivers of its Linux. Thread-safe. */
final class FakeDeviceControl implements DeviceControl {
    private final FakeConnection connection;

    FakeDeviceControl(FakeConnection connection) {
        this.connection = connection;
    }

    @Override
    public DevicePlan plan(DeviceChange change) {
        return connection.read(
                Call.onHost(HostCall.READ_HOST), host -> host.withDevices(devices -> devices.plan(change)));
    }

    @Override
    public Operation<DevicePlan> apply(DevicePlan plan) {
        return connection.change(
                new Call(HostCall.APPLY_DEVICE_PLAN, "pci " + plan.change().device()),
                host -> host.withDevices(devices -> devices.apply(plan)));
    }
}
