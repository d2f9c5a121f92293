/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirStats;

/**
 * Reads all domains by one answer of the host.
 *
 * <p>Only the groups that libvirtd answers out of its own memory: those of CPUs and disks ask each QEMU, and one that hangs
 * would hang the answer for all. Not thread-safe: one reader per listing.
 */
final class BulkReader {
    /** {@code virDomainStatsTypes}. */
    private static final int STATE = 1;

    private static final int BALLOON = 1 << 2;

    /** {@code virDomainState}. */
    private static final int SHUTOFF = 5;

    /** {@code struct _virDomainStatsRecord}: the domain, its parameters, their number. */
    private static final int PARAMS = 8;

    private static final int COUNT = 16;

    private final DomainReader reader;

    BulkReader(Technologies technologies) {
        reader = new DomainReader(technologies);
    }

    /** State and reason, and nothing else. */
    Inventory.Batch states(long connection, int flags) {
        return read(connection, STATE, flags, false);
    }

    /** State, reason and memory; CPUs and CPU time of those that run. */
    Inventory.Batch running(long connection, int flags) {
        return read(connection, STATE | BALLOON, flags, true);
    }

    private Inventory.Batch read(long connection, int groups, int flags, boolean withCpu) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirStats.virConnectGetAllDomainStats(connection, groups, out, flags));
            long records = Mem.int64(out);
            try {
                Inventory.Batch batch = new Inventory.Batch();
                for (long entry : Mem.addresses(records, count)) {
                    add(entry, withCpu, batch);
                }
                return batch;
            } finally {
                VirStats.virDomainStatsRecordListFree(records);
            }
        }
    }

    private void add(long entry, boolean withCpu, Inventory.Batch batch) {
        long domain = Mem.int64(entry);
        TypedParams params = TypedParams.read(Mem.int64(entry + PARAMS), Mem.int32(entry + COUNT));
        int state = params.smallNumber("state.state").orElse(0);
        GuestInfo.Builder info =
                reader.begin(domain, state, params.smallNumber("state.reason").orElse(0));
        DomainReader.addMemory(
                info,
                params.number("balloon.current").orElse(0),
                params.number("balloon.maximum").orElse(0));
        if (withCpu && state != SHUTOFF && !addCpu(domain, info)) {
            return;
        }
        batch.guests.add(info.build());
    }

    /** Returns false if the domain went meanwhile. */
    private boolean addCpu(long domain, GuestInfo.Builder info) {
        try {
            reader.addCpuOf(domain, info);
            return true;
        } catch (VirException e) {
            if (e.is(VirErrors.NO_DOMAIN)) {
                return false;
            }
            throw e;
        }
    }
}
