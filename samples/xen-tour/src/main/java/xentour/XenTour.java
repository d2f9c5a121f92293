/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package xentour;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.XenPciBack;
import dev.hvsdk.xen.XenSchedule;
import dev.hvsdk.xen.XenScheduler;
import dev.hvsdk.xen.XenStore;

/** The code of the guide to Xen, so that it has been compiled. */
final class XenTour {
    private XenTour() {}

    static void list() {
        try (Hypervisor host = Hypervisors.load().open("xen+xl:///")) {
            host.guests().forEach(System.out::println);
        }
    }

    static Guest create(Hypervisor host) {
        GuestSpec spec = GuestSpec.builder("web")
                .memory(MemorySize.ofMebibytes(512))
                .boot(BootSource.kernel("/guests/vmlinuz", "/guests/initrd", "console=hvc0"))
                .with(XenOptions.builder()
                        .kind(XenGuestKind.PVH)
                        .maxMemory(MemorySize.ofGibibytes(1))
                        .build())
                .build();
        return host.define(spec).await();
    }

    static XenSchedule half(Guest running) {
        XenScheduler scheduler = running.capability(XenScheduler.class).require();
        return scheduler
                .change(XenSchedule.builder().weight(128).cap(50).build())
                .await();
    }

    static Subscription memory(Hypervisor host, Guest running) {
        XenStore store = host.capability(XenStore.class).require();
        String target = store.directory(running.id()) + "/memory/target";
        return store.watch(target, path -> System.out.println(store.find(path).orElse("gone") + " KiB"));
    }

    static void pass(Hypervisor host, Guest guest, PciDevice card) {
        XenPciBack pciback = host.capability(XenPciBack.class).require();
        pciback.keep(card.pciAddress()).await();
        guest.capability(DeviceAssignment.class).require().attach(card).await();
    }

    static Guest move(Guest guest, Hypervisor destination) {
        LiveMigration migration = guest.capability(LiveMigration.class).require();
        MigrationOptions standing = MigrationOptions.builder().offline(true).build();
        return migration.migrateTo(destination, standing).await();
    }
}
