/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;

/** The moves of a guest between fake hosts. Thread-safe. */
final class FakeLiveMigration implements LiveMigration {
    private final FakeGuest guest;

    FakeLiveMigration(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public Operation<Guest> migrateTo(Hypervisor destination, MigrationOptions options) {
        if (destination instanceof FakeConnection fake) {
            Migration migration = new Migration(guest.id(), fake, options);
            Call call = Call.onGuest(HostCall.MIGRATE, guest.connection().nameOf(guest.id()));
            return guest.connection()
                    .change(call, migration.course(call), (host, meter) -> migration.finish(host, call));
        }
        return guest.change(HostCall.MIGRATE, host -> {
            throw HostCore.ERRORS
                    .operation("migrate")
                    .subject("guest " + host.nameOf(guest.id()))
                    .unsupported(Reason.NO_SUCH_CONCEPT, "a guest of a fake host moves to another fake host only");
        });
    }
}
