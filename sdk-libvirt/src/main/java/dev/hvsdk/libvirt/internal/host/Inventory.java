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
            return domain == 0 ? absent() : ifThere(domain);
        });
    }

    private static Optional<GuestInfo> absent() {
        return Vir.unless(VirErrors.NO_DOMAIN);
    }

    /** It may vanish between two calls, and was then not there. */
    private Optional<GuestInfo> ifThere(long domain) {
        try {
            return Optional.of(freeing(domain));
        } catch (VirException e) {
            if (e.is(VirErrors.NO_DOMAIN)) {
                return Optional.empty();
            }
            throw e;
        }
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
        Batch batch = link.read(Purpose.of("list guests"), connection -> split(connection, query));
        List<GuestInfo> matching = query.states().isEmpty()
                ? batch.guests()
                : batch.guests().stream().filter(query::matches).toList();
        return GuestListing.of(matching, batch.unreadable());
    }

    private Batch split(long connection, GuestQuery query) {
        return new SplitListing(part -> all(connection, part, query.detailed())).read(flags(query.states()));
    }

    private Batch all(long connection, int flags, boolean detailed) {
        return switch (strategy) {
            case EACH -> inProcess(connection, flags);
            case EACH_IN_PARALLEL -> new EachReader(this, connection, flags).inParallel();
            case STATES ->
                detailed
                        ? new BulkReader(this, connection, flags).inParallel()
                        : new BulkReader(this, connection, flags).states();
            case STATES_THEN_EACH -> new BulkReader(this, connection, flags).inParallel();
        };
    }

    /** By the answer for all where there is one, so that the state with its reason costs no call for each domain. */
    private Batch inProcess(long connection, int flags) {
        return Vir.ifSupported(() -> new BulkReader(this, connection, flags).inTurn())
                .orElseGet(() -> new EachReader(this, connection, flags).inTurn());
    }

    /** A reader for one batch. */
    DomainReader reader() {
        return new DomainReader(technologies);
    }

    VirLink link() {
        return link;
    }

    /** The entry of a guest that cannot be read; nothing for one that went meanwhile, which is no failure. */
    Optional<UnreadableGuest> unreadable(long domain, DomainReader reader, VirException e) {
        return unreadable("list guests", domain, reader, e);
    }

    Optional<UnreadableGuest> unreadable(String operation, long domain, DomainReader reader, VirException e) {
        if (e.is(VirErrors.NO_DOMAIN)) {
            return Optional.empty();
        }
        HypervisorException why = VirErrors.of(e.failure(), link.errors().operation(operation));
        return Optional.of(UnreadableGuest.of(reader.id(domain), reader.name(domain), why));
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
    record Batch(List<GuestInfo> guests, List<UnreadableGuest> unreadable) {
        Batch() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Batch other) {
            guests.addAll(other.guests);
            unreadable.addAll(other.unreadable);
        }
    }
}
