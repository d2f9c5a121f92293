/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.host.LibvirtHypervisor;

/** Migration that this process manages between two connections; the guest's memory goes from host to host. Immutable. */
final class LibvirtMigration implements LiveMigration {
    static final String OPERATION = "migrate";

    private final GuestAccess guest;

    private LibvirtMigration(GuestAccess guest) {
        this.guest = guest;
    }

    static Support<LiveMigration> of(GuestAccess guest) {
        return MigrationSupport.of(guest.host()).map(yes -> new LibvirtMigration(guest));
    }

    @Override
    public Operation<Guest> migrateTo(Hypervisor destination, MigrationOptions options) {
        return guest.change(OPERATION, source -> {
            HostAccess there = access(destination);
            MigrationPlan plan = MigrationPlan.of(guest, there, options);
            return new MigrationRun(guest, there, plan, source).run();
        });
    }

    private HostAccess access(Hypervisor destination) {
        if (destination instanceof LibvirtHypervisor host) {
            return host.access();
        }
        throw guest.errors(OPERATION)
                .unsupported(Support.Reason.NO_SUCH_CONCEPT, "the destination is no host that libvirt manages");
    }
}
