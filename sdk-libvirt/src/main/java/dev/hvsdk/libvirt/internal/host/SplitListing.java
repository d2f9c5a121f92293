/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Lists the domains of a host in parts, where it has more than one answer may hold: 16384, REMOTE_DOMAIN_LIST_MAX of
 * remote_protocol.x.
 *
 * <p>Immutable.
 */
final class SplitListing {
    /**
     * {@code virConnectListAllDomainsFlags}, in groups of which each domain has exactly one flag: active or not; its state;
     * persistent or not; started with the host or not; with or without snapshots; with or without a saved state.
     */
    private static final int[][] GROUPS = {
        {1, 2}, {16, 32, 64, 128}, {4, 8}, {1024, 2048}, {4096, 8192}, {256, 512},
    };

    private final IntFunction<Inventory.Batch> listing;

    /** Lists what has all of these flags. */
    SplitListing(IntFunction<Inventory.Batch> listing) {
        this.listing = listing;
    }

    Inventory.Batch read(int flags) {
        return read(flags, 0);
    }

    private Inventory.Batch read(int flags, int group) {
        try {
            return listing.apply(flags);
        } catch (VirException e) {
            // The code for too many is that of anything unforeseen; a part that fails too tells the difference.
            if (group == GROUPS.length || !(e.is(VirErrors.INTERNAL_ERROR) || e.is(VirErrors.RPC))) {
                throw e;
            }
            return inParts(flags, group);
        }
    }

    private Inventory.Batch inParts(int flags, int group) {
        int all = 0;
        for (int flag : GROUPS[group]) {
            all |= flag;
        }
        Inventory.Batch batch = new Inventory.Batch();
        Set<GuestId> seen = new HashSet<>();
        for (int flag : GROUPS[group]) {
            if ((flags & all) == 0 || (flags & flag) != 0) {
                add(read((flags & ~all) | flag, group + 1), batch, seen);
            }
        }
        return batch;
    }

    /** A guest that changes between two answers may be in both. */
    private static void add(Inventory.Batch part, Inventory.Batch whole, Set<GuestId> seen) {
        part.guests().stream().filter(guest -> seen.add(guest.id())).forEach(whole.guests()::add);
        whole.unreadable().addAll(part.unreadable());
    }
}
