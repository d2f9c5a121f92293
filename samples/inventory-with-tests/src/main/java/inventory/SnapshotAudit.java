/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package inventory;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the guests of a host that have no snapshot of the last days. */
final class SnapshotAudit {
    private final Duration limit;
    private final Clock clock;

    SnapshotAudit(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** What is to be said of the guests; nothing of those with a snapshot that is young enough. */
    List<Finding> run(Hypervisor host) {
        GuestListing guests = host.guests(); // one call to the host
        List<Finding> findings = new ArrayList<>();
        for (GuestInfo guest : guests) {
            examine(host, guest).ifPresent(findings::add);
        }
        // A report without them would say that they are fine.
        guests.incomplete().forEach(guest -> findings.add(unread(guest)));
        return findings;
    }

    private static Finding unread(UnreadableGuest guest) {
        String name = guest.name().orElseGet(() -> guest.id().toString());
        return new Finding(name, Finding.Kind.UNKNOWN, guest.why().detail());
    }

    private Optional<Finding> examine(Hypervisor host, GuestInfo guest) {
        try {
            Support<Snapshots> support = host.guest(guest.id()).capability(Snapshots.class);
            if (support instanceof Support.Unavailable<Snapshots> no) {
                return Optional.of(new Finding(guest.name(), Finding.Kind.IMPOSSIBLE, no.detail()));
            }
            return judge(guest, support.require().list());
        } catch (HypervisorException.NotFound e) {
            return Optional.empty(); // undefined since the listing: nothing is left to be saved
        } catch (HypervisorException e) {
            return Optional.of(new Finding(guest.name(), Finding.Kind.UNKNOWN, e.detail()));
        }
    }

    private Optional<Finding> judge(GuestInfo guest, List<Snapshot> snapshots) {
        if (snapshots.isEmpty()) {
            return Optional.of(new Finding(guest.name(), Finding.Kind.MISSING, "no snapshot"));
        }
        Optional<Instant> youngest = snapshots.stream()
                .map(Snapshot::createdAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        return youngest.map(time -> judge(guest, Duration.between(time, clock.instant())))
                .orElseGet(
                        () -> Optional.of(new Finding(guest.name(), Finding.Kind.UNKNOWN, "no snapshot has a time")));
    }

    private Optional<Finding> judge(GuestInfo guest, Duration age) {
        return age.compareTo(limit) <= 0
                ? Optional.empty()
                : Optional.of(
                        new Finding(guest.name(), Finding.Kind.OLD, "the youngest is " + age.toDays() + " days old"));
    }
}
