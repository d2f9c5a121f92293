/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the counters of many domains within one call. Immutable. */
final class StatisticsRecords {
    static final String OPERATION = "read statistics";

    /** {@code virConnectListAllDomainsFlags}, and the same for statistics. */
    private static final int ACTIVE = 1;

    /** {@code struct _virDomainStatsRecord}: the domain, its parameters, their number. */
    private static final int PARAMS = 8;

    private static final int COUNT = 16;

    private final HostAccess host;
    private final GuestQuery query;

    StatisticsRecords(HostAccess host, GuestQuery query) {
        this.host = host;
        this.query = query;
    }

    /** Of all that are active, from these groups. */
    StatisticsListing read(long connection, int groups) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int flags = ACTIVE | Counters.NO_WAIT;
            int count = VirStats.virConnectGetAllDomainStats(connection, groups, out, flags);
            if (count < 0) {
                Vir.unless(VirErrors.NO_SUPPORT);
                return oneByOne(connection);
            }
            return listing(Mem.int64(out), count);
        }
    }

    private StatisticsListing listing(long records, int count) {
        try {
            List<Row> rows = new ArrayList<>();
            for (long entry : count == 0 ? new long[0] : Mem.addresses(records, count)) {
                rows.add(new Row(Mem.int64(entry), counters(entry)));
            }
            return listing(rows);
        } finally {
            VirStats.virDomainStatsRecordListFree(records);
        }
    }

    private static Counters counters(long entry) {
        return new Counters(TypedParams.read(Mem.int64(entry + PARAMS), Mem.int32(entry + COUNT)));
    }

    private StatisticsListing oneByOne(long connection) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirDomain.virConnectListAllDomains(connection, out, ACTIVE));
            long array = Mem.int64(out);
            long[] domains = count == 0 ? new long[0] : Mem.addresses(array, count);
            Mem.free(array);
            return oneByOne(domains);
        }
    }

    private StatisticsListing oneByOne(long[] domains) {
        try {
            List<Row> rows = new ArrayList<>();
            for (long domain : domains) {
                rows.add(new Row(domain, null));
            }
            return listing(rows);
        } finally {
            for (long domain : domains) {
                VirDomain.virDomainFree(domain);
            }
        }
    }

    private StatisticsListing listing(List<Row> rows) {
        host.link().share(rows, part -> part.forEach(row -> row.read(host)));
        Map<GuestId, GuestStatistics> guests = new LinkedHashMap<>();
        List<UnreadableGuest> incomplete = new ArrayList<>();
        rows.forEach(row -> row.addTo(guests, incomplete, query));
        return StatisticsListing.of(guests, incomplete);
    }

    /** The counters of one domain, from its record if the driver has one. */
    static GuestStatistics one(HostAccess host, long domain) {
        try (Scope scope = new Scope()) {
            long domains = scope.allocate(2L * Long.BYTES);
            Mem.setInt64(domains, domain);
            long out = scope.int64();
            int count = VirStats.virDomainListGetStats(domains, Counters.ALL, out, Counters.NO_WAIT);
            if (count < 0) {
                Vir.unless(VirErrors.NO_SUPPORT);
                return statistics(domain, null, host.info(domain));
            }
            long records = Mem.int64(out);
            try {
                @Nullable Counters counters = count == 0 ? null : counters(Mem.int64(records));
                refuseIfHanging(domain, counters);
                return statistics(domain, counters, host.info(domain));
            } finally {
                VirStats.virDomainStatsRecordListFree(records);
            }
        }
    }

    private static GuestStatistics statistics(long domain, @Nullable Counters counters, GuestInfo info) {
        if (counters == null || !counters.areKnown()) {
            return CountersOfOne.read(domain, info);
        }
        return counters.with(info);
    }

    /** Before anything else is asked of it: with a call on its monitor under way, even virDomainGetInfo was seen to wait. */
    private static void refuseIfHanging(long domain, @Nullable Counters counters) {
        if (counters != null && counters.areKnown() && counters.areInPart()) {
            HostAccess.refuseIfHanging(domain);
        }
    }

    /** One domain; used by one thread after another. */
    private static final class Row {
        private final long domain;
        private final @Nullable Counters counters;
        private @Nullable GuestInfo info;
        private @Nullable GuestStatistics statistics;
        private @Nullable UnreadableGuest failure;

        Row(long domain, @Nullable Counters counters) {
            this.domain = domain;
            this.counters = counters;
        }

        void read(HostAccess host) {
            try {
                refuseIfHanging(domain, counters);
                GuestInfo read = host.info(domain);
                info = read;
                if (read.state().isActive()) {
                    statistics = statistics(domain, counters, read);
                }
            } catch (VirException e) {
                // One that stops while it is read is left out, as one that has stopped before.
                Optional<UnreadableGuest> unreadable =
                        e.is(VirErrors.OPERATION_INVALID) ? Optional.empty() : host.unreadable(OPERATION, domain, e);
                failure = unreadable.orElse(null);
            }
        }

        void addTo(Map<GuestId, GuestStatistics> guests, List<UnreadableGuest> incomplete, GuestQuery query) {
            GuestInfo known = info;
            if (known != null && !query.matches(known)) {
                return;
            }
            UnreadableGuest failed = failure;
            GuestStatistics read = statistics;
            if (failed != null) {
                incomplete.add(failed);
            } else if (known != null && read != null) {
                guests.put(known.id(), read);
            }
        }
    }
}
