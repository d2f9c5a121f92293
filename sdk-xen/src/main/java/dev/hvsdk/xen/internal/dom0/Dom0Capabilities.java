/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.xen.XenCpuPools;
import dev.hvsdk.xen.XenPciBack;
import dev.hvsdk.xen.XenScheduler;
import dev.hvsdk.xen.XenStore;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.List;
import java.util.function.Function;

/** The tables of these capabilities, for the backends to add to theirs. */
public final class Dom0Capabilities {
    private Dom0Capabilities() {}

    /**
     * Those of a connection by xl: {@code .all(Dom0Capabilities.of(tools, kept))}.
     *
     * @param kept the devices in the definitions of guests
     */
    public static CapabilityTable<HostContext, GuestContext> of(XenTools tools, KeptDevices kept) {
        Function<HostContext, Support<Dom0>> dom0 = host -> Support.available(new DriverDom0(host, tools));
        return CapabilityTable.<HostContext, GuestContext>builder()
                .all(of(dom0, GuestContext::host, GuestContext::id))
                .guest(
                        DeviceAssignment.class,
                        guest -> Support.available(new XlDeviceAssignment(
                                new Dom0Guest(new DriverDom0(guest.host(), tools), guest.id()), kept)))
                .build();
    }

    /** The functions of PCI that a guest could be given, of a host by xl. */
    public static List<PciDevice> devices(HostContext host, XenTools tools) {
        return new ToolPciBack(new DriverDom0(host, tools)).devices();
    }

    /**
     * Those that need nothing but dom0's tools.
     *
     * @param dom0 the dom0 of a host, or why its tools cannot be run; without a call
     * @param host the host of a guest
     * @param id the id of a guest
     */
    public static <H, G> CapabilityTable<H, G> of(
            Function<H, Support<Dom0>> dom0, Function<G, H> host, Function<G, GuestId> id) {
        return CapabilityTable.<H, G>builder()
                .host(XenStore.class, at -> dom0.apply(at).map(ToolXenStore::new))
                .host(XenCpuPools.class, at -> dom0.apply(at).map(ToolCpuPools::new))
                .host(HostFeatures.class, at -> dom0.apply(at).map(XenHostFeatures::new))
                .host(XenPciBack.class, at -> dom0.apply(at).map(ToolPciBack::new))
                .host(DeviceControl.class, at -> dom0.apply(at).map(PciBackControl::new))
                .guest(
                        XenScheduler.class,
                        guest -> dom0.apply(host.apply(guest))
                                .map(found -> new ToolScheduler(new Dom0Guest(found, id.apply(guest)))))
                .build();
    }
}
