/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads machines. Thread-safe. */
final class Inventory {
    private static final Pattern UUID = Pattern.compile(Lists.UUID);

    private final VBoxManage vbox;
    private final ErrorFactory errors;

    Inventory(VBoxManage vbox, ErrorFactory errors) {
        this.vbox = vbox;
        this.errors = errors;
    }

    Machine machine(GuestId id) {
        return parse(id, definition(id));
    }

    GuestInfo read(GuestId id) {
        Machine machine = machine(id);
        try {
            return machine.info();
        } catch (UnreadableOutputException e) {
            throw unreadable(id, e);
        }
    }

    /** The output as it is. */
    String definition(GuestId id) {
        ErrorFactory about = errors.operation("showvminfo").subject("guest " + id);
        requireUuid(id, about);
        return vbox.run(about, "showvminfo", id.value(), "--machinereadable");
    }

    /** VirtualBox takes a name for an id, and would answer about a machine of that name. */
    static void requireUuid(GuestId id, ErrorFactory about) {
        if (!UUID.matcher(id.value()).matches()) {
            throw about.notFound("machines have UUIDs for ids");
        }
    }

    private Machine parse(GuestId id, String output) {
        try {
            return Machine.parse(output);
        } catch (UnreadableOutputException e) {
            throw unreadable(id, e);
        }
    }

    private HypervisorException unreadable(GuestId id, UnreadableOutputException e) {
        return errors.operation("showvminfo")
                .subject("guest " + id)
                .cause(e)
                .hostFailure("the answer is not understood: " + e.getMessage());
    }

    GuestListing list(GuestQuery query) {
        List<GuestInfo> guests = new ArrayList<>();
        List<UnreadableGuest> incomplete = new ArrayList<>();
        for (String uuid : Lists.machines(vbox.list("vms"))) {
            GuestId id = GuestId.of(uuid);
            try {
                readIfThere(id).filter(query::matches).ifPresent(guests::add);
            } catch (HypervisorException.HostFailure e) {
                incomplete.add(UnreadableGuest.of(id, e));
            }
        }
        return GuestListing.of(guests, incomplete);
    }

    /** Empty for a machine that has gone since it was listed. */
    private Optional<GuestInfo> readIfThere(GuestId id) {
        try {
            return Optional.of(read(id));
        } catch (HypervisorException.NotFound e) {
            return Optional.empty();
        }
    }
}
