/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.Snapshots;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Options of the commands about one snapshot. Filled in by picocli. */
final class SnapshotOptions {
    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Parameters(index = "2", paramLabel = "SNAPSHOT", description = "The name or the id of the snapshot.")
    private String snapshot = "";

    OutputOptions output() {
        return guest.output();
    }

    Hypervisor open(Session session) {
        return guest.open(session);
    }

    Snapshots snapshots(Hypervisor host) {
        return guest.find(host).capability(Snapshots.class).require();
    }

    /** The id of the snapshot; an id goes before a name, because only names may be borne by several. */
    String find(Snapshots snapshots) {
        List<Snapshot> all = snapshots.list();
        if (all.stream().anyMatch(each -> each.id().equals(snapshot))) {
            return snapshot;
        }
        List<String> ids = all.stream()
                .filter(each -> each.name().equals(snapshot))
                .map(Snapshot::id)
                .toList();
        if (ids.size() != 1) {
            throw new FailureException(ids.isEmpty() ? missing(all) : several(ids), null);
        }
        return ids.get(0);
    }

    private String missing(List<Snapshot> all) {
        List<String> names = all.stream().map(Snapshot::name).toList();
        return "the guest has no snapshot '" + snapshot + "'" + Suggestions.meant(snapshot, names)
                + "; 'hv guest snapshot list' shows those there are";
    }

    private String several(List<String> ids) {
        return "several snapshots are named '" + snapshot + "'; give one of the ids " + String.join(", ", ids);
    }
}
