/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.internal.link.Purpose;
import dev.hvsdk.libvirt.internal.link.VirLink;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.spi.support.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists and reads guests. Thread-safe. */
final class Inventory {
    /** {@code virConnectListAllDomainsFlags}. */
    private static final int ACTIVE = 1;

    private static final int INACTIVE = 2;

    private final VirLink link;
    private final ListingStrategy strategy;
    private final Technologies technologies;

    Inventory(VirLink link, ListingStrategy strategy, Technologies technologies) {
        this.link = link;
        this.strategy = strategy;
        this.technologies = technologies;
    }

    /** All that can be said of one guest. */
    GuestInfo read(GuestId id) {
        return read("info", id, link.deadline());
    }

    GuestInfo read(String operation, GuestId id, Deadline deadline) {
        return link.readDomain(operation, id, deadline, this::read);
    }

    /** All that can be said of one guest, within a call that has its domain. */
    GuestInfo read(long domain) {
        return new DomainReader(technologies).read(domain);
    }

    /** Whether the guest has a definition, and stays when it stops. */
    boolean isPersistent(GuestId id) {
        return link.readDomain("event", id, domain -> Vir.check(VirDomain.virDomainIsPersistent(domain)) == 1);
    }

    /** The guest of this name. */
    Optional<GuestInfo> find(String name) {
        return link.read(Purpose.of("find guest"), connection -> {
            long domain = VirDomain.virDomainLookupByName(connection, name);
            return domain == 0 ? absent() : Optional.of(freeing(domain));
        });
    }

    private static Optional<GuestInfo> absent() {
        return Vir.unless(VirErrors.NO_DOMAIN);
    }

    private GuestInfo freeing(long domain) {
        try {
            return read(domain);
        } finally {
            VirDomain.virDomainFree(domain);
        }
    }

    GuestListing list(GuestQuery query) {
        Optional<String> name = query.name();
        if (name.isPresent()) {
            return GuestListing.of(
                    find(name.get()).filter(query::matches).stream().toList());
        }
        Batch batch = all(flags(query.states()));
        return GuestListing.of(batch.guests.stream().filter(query::matches).toList(), batch.unreadable);
    }

    private Batch all(int flags) {
        return switch (strategy) {
            case EACH -> link.read(Purpose.of("list guests"), connection -> each(connection, flags));
            case EACH_IN_PARALLEL -> link.read(Purpose.of("list guests"), connection -> each(connection, flags));
            case STATES ->
                link.read(
                        Purpose.of("list guests"),
                        connection -> new BulkReader(technologies).states(connection, flags));
            case STATES_THEN_RUNNING ->
                link.read(
                        Purpose.of("list guests"),
                        connection -> new BulkReader(technologies).running(connection, flags));
        };
    }

    /** Narrows where libvirt can; {@link GuestQuery#matches} decides. */
    private static int flags(Set<GuestState> states) {
        if (states.isEmpty()) {
            return 0;
        }
        // A crashed domain that is kept for inspection is active for libvirt.
        boolean wantsInactive = states.contains(GuestState.STOPPED) || states.contains(GuestState.CRASHED);
        boolean wantsActive = states.stream().anyMatch(state -> state != GuestState.STOPPED);
        return (wantsActive ? ACTIVE : 0) | (wantsInactive ? INACTIVE : 0);
    }

    /** What a listing found. Not thread-safe. */
    static final class Batch {
        final List<GuestInfo> guests = new ArrayList<>();
        final List<UnreadableGuest> unreadable = new ArrayList<>();
    }

    private Batch each(long connection, int flags) {
        Batch batch = new Batch();
        DomainReader reader = new DomainReader(technologies);
        DomainList.of(connection, flags).forEach(domain -> add(domain, reader, batch));
        return batch;
    }

    private void add(long domain, DomainReader reader, Batch batch) {
        try {
            batch.guests.add(reader.read(domain));
        } catch (VirException e) {
            // One that went meanwhile is not there: that is no failure.
            if (!e.is(VirErrors.NO_DOMAIN)) {
                HypervisorException why =
                        VirErrors.of(e.failure(), link.errors().operation("list guests"));
                batch.unreadable.add(UnreadableGuest.of(reader.id(domain), reader.name(domain), why));
            }
        }
    }
}
