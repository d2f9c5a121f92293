/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.LiveMigration;
import java.util.Optional;

/** A guest moves to another host, where the subject has one. */
abstract class MigrationChapter extends TckChapter {
    private Hypervisor destination() {
        Optional<ConnectSpec> destination = tested().migrationDestination();
        Expect.assume(destination.isPresent(), () -> "not tested: the subject has no second host");
        return tested().provider().open(destination.orElseThrow());
    }

    @TckRule(
            id = "HV-761",
            statement = "a migrated guest runs at its destination, and is gone here",
            reason = "a guest that runs twice destroys its disks",
            hint = "LiveMigration.migrateTo()",
            tier = TckTier.OPTIONAL)
    void migrates() {
        Guest guest = running();
        LiveMigration migration = capability(guest, LiveMigration.class);
        try (Hypervisor destination = destination()) {
            Guest moved = await(migration.migrateTo(destination, tested().migrationOptions()));
            Expect.equal(GuestState.RUNNING, moved.info().state(), "the state at the destination");
            Expect.thrown(HypervisorException.NotFound.class, "info() of the guest that left", guest::info);
            tested().remove(destination, moved.info());
        }
    }

    @TckRule(
            id = "HV-762",
            statement = "a migration to the host that the guest is on fails, and the guest runs on",
            reason = "a program that balances load may choose the same host",
            hint = "LiveMigration.migrateTo(): the typed error comes before anything is moved")
    void refusesToMoveToItself() {
        Guest guest = running();
        LiveMigration migration = capability(guest, LiveMigration.class);
        Expect.thrown(
                HypervisorException.class,
                "migrateTo() the same host",
                () -> await(migration.migrateTo(host(), tested().migrationOptions())));
        Expect.equal(GuestState.RUNNING, guest.info().state(), "the state after the refusal");
    }
}
