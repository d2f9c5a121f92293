/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/** Reads the domains of a host one by one. Not thread-safe: one reader per listing. */
final class EachReader {
    private final Inventory inventory;
    private final long[] domains;

    EachReader(Inventory inventory, long connection, int flags) {
        this.inventory = inventory;
        this.domains = domains(connection, flags);
    }

    private static long[] domains(long connection, int flags) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirDomain.virConnectListAllDomains(connection, out, flags));
            long array = Mem.int64(out);
            long[] domains = count == 0 ? new long[0] : Mem.addresses(array, count);
            Mem.free(array);
            return domains;
        }
    }

    /** For a driver in this process. */
    Inventory.Batch inTurn() {
        Inventory.Batch batch = new Inventory.Batch();
        int freed = 0;
        try {
            DomainReader reader = inventory.reader();
            for (long domain : domains) {
                add(domain, reader, batch);
                VirDomain.virDomainFree(domain);
                freed++;
            }
            return batch;
        } finally {
            for (int i = freed; i < domains.length; i++) {
                VirDomain.virDomainFree(domains[i]);
            }
        }
    }

    private void add(long domain, DomainReader reader, Inventory.Batch batch) {
        try {
            batch.guests().add(reader.read(domain));
        } catch (VirException e) {
            List<UnreadableGuest> unreadable =
                    inventory.unreadable(domain, reader, e).stream().toList();
            batch.unreadable().addAll(unreadable);
        }
    }

    /** For a driver behind a daemon; in the host's order all the same. */
    Inventory.Batch inParallel() {
        Map<Integer, Inventory.Batch> parts = new ConcurrentSkipListMap<>();
        try {
            List<Integer> all = IntStream.range(0, domains.length).boxed().toList();
            inventory
                    .link()
                    .share(all, part -> part.stream().findFirst().ifPresent(first -> parts.put(first, read(part))));
        } finally {
            for (long domain : domains) {
                VirDomain.virDomainFree(domain);
            }
        }
        Inventory.Batch batch = new Inventory.Batch();
        parts.values().forEach(batch::add);
        return batch;
    }

    private Inventory.Batch read(List<Integer> part) {
        Inventory.Batch batch = new Inventory.Batch();
        DomainReader reader = inventory.reader();
        part.forEach(index -> add(domains[index], reader, batch));
        return batch;
    }
}
