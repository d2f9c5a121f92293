/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.Function;

/** The capabilities of vSphere: one line each. */
final class VsphereOffers {
    private VsphereOffers() {}

    static CapabilityTable<HostContext, GuestContext> of(Vsphere vsphere) {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(DeviceControl.class, host -> none("the drivers of a host's devices are ESXi's own business"))
                .guest(PowerControl.class, each(vsphere, VspherePower::new))
                .guest(Snapshots.class, each(vsphere, VsphereSnapshots::new))
                .guest(StateSaving.class, guest -> none("pause() writes the memory to disk, and resume() reads it"))
                .build();
    }

    private static <C extends GuestCapability> Function<GuestContext, Support<C>> each(
            Vsphere vsphere, Function<Machine, ? extends C> maker) {
        return guest -> Support.available(maker.apply(new Machine(vsphere, guest)));
    }

    private static <C> Support<C> none(String why) {
        return Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why);
    }
}
