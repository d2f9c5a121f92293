/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.testkit.tck.RichHost.Flaw;
import java.util.List;

record RichDeviceControl(RichHost host) implements DeviceControl {
    @Override
    public DevicePlan plan(DeviceChange change) {
        if (change.device().domain() > 0 && !host.has(Flaw.PLAN_FOR_NOTHING)) {
            throw RichHost.notFound("function");
        }
        int number = host.has(Flaw.PLAN_CHANGES) ? host.counter.incrementAndGet() : 1;
        return DevicePlan.of(change, List.of("step " + number), List.of());
    }

    @Override
    public Operation<DevicePlan> apply(DevicePlan plan) {
        return host.run("apply", () -> plan);
    }
}
