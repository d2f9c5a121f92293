/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.DriverPower;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.CapabilityTable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a hosted product can do by vmrun and vmrest, and why not the rest. */
final class WorkstationOffers {
    private static final String PASSWORD =
            "vmrun takes the password of a user of the guest in its arguments, which every user of this machine can read";

    private WorkstationOffers() {}

    /**
     * Of a product.
     *
     * @param library what vmrest works on, if it is used
     */
    static CapabilityTable<HostContext, GuestContext> of(
            VmrunDriver driver, Product product, @Nullable Library library) {
        CapabilityTable.Builder<HostContext, GuestContext> offers = CapabilityTable.<HostContext, GuestContext>builder()
                .all(absent())
                .host(DefinitionPreview.class, host -> Support.available(new VmxPreview(host)))
                .guest(NativeDefinition.class, each(driver, VmxDefinition::new))
                .guest(PowerControl.class, guest -> Support.available(power(driver, guest)))
                .guest(StateSaving.class, each(driver, VmrunStates::new))
                .guest(
                        Snapshots.class,
                        product == Product.PLAYER ? guest -> player() : each(driver, VmrunSnapshots::new));
        return library == null ? offers.build() : withVmrest(offers, driver, library);
    }

    private static CapabilityTable<HostContext, GuestContext> withVmrest(
            CapabilityTable.Builder<HostContext, GuestContext> offers, VmrunDriver driver, Library library) {
        return offers.host(Networks.class, host -> Support.available(new VmrestNetworks(host, library.vmrest())))
                .guest(VirtualHardware.class, guest -> VmrestHardware.of(driver, library, guest))
                .build();
    }

    private static <C extends GuestCapability> Function<GuestContext, Support<C>> each(
            VmrunDriver driver, BiFunction<VmrunDriver, GuestContext, ? extends C> maker) {
        return guest -> Support.available(maker.apply(driver, guest));
    }

    /** vmrun asks VMware Tools. */
    private static PowerControl power(VmrunDriver driver, GuestContext guest) {
        return DriverPower.of(guest, ShutdownMethod.AGENT, (source, about) -> driver.reset(guest.id()));
    }

    private static Support<Snapshots> player() {
        return Support.unavailable(
                Support.Reason.NO_SUCH_CONCEPT, "VMware Player takes no snapshots", "use VMware Workstation");
    }

    private static CapabilityTable<HostContext, GuestContext> absent() {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .host(DeviceControl.class, host -> never("the hosted products take no devices from their host"))
                .host(StoragePools.class, host -> never("disks are files; there are no pools of them"))
                .host(Networks.class, host -> byVmrest("vmrun knows no networks"))
                .guest(VirtualHardware.class, guest -> byVmrest("vmrun changes no hardware"))
                .guest(DeviceAssignment.class, guest -> never("the hosted products give no PCI devices to a guest"))
                .guest(LiveMigration.class, guest -> never("the hosted products move no running guest to another host"))
                .guest(GuestExec.class, guest -> missing(PASSWORD))
                .guest(GuestAgent.class, guest -> missing(PASSWORD))
                .guest(Statistics.class, guest -> never("vmrun counts nothing"))
                .guest(
                        Console.class,
                        guest -> missing("the display is the product's own window, or VNC if the .vmx says so"))
                .build();
    }

    private static <C> Support<C> byVmrest(String why) {
        return Support.unavailable(
                Support.Reason.HOST_MISCONFIGURED,
                why + ", and vmrest is not used",
                "start vmrest and open vmware:///?vmrest=http://127.0.0.1:8697");
    }

    private static <C> Support<C> never(String why) {
        return Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why);
    }

    private static <C> Support<C> missing(String why) {
        return Support.unavailable(Support.Reason.NOT_IMPLEMENTED, why);
    }
}
