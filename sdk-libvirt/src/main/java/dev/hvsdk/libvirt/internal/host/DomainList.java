/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import java.util.function.LongConsumer;

/** The native domains of a host, freed one by one as they are used. Not thread-safe. */
final class DomainList {
    private final long array;
    private final int count;

    private DomainList(long array, int count) {
        this.array = array;
        this.count = count;
    }

    static DomainList of(long connection, int flags) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirDomain.virConnectListAllDomains(connection, out, flags));
            return new DomainList(Mem.int64(out), count);
        }
    }

    /** Gives each domain to this, and frees it. */
    void forEach(LongConsumer use) {
        long[] domains = Mem.addresses(array, count);
        Mem.free(array);
        int freed = 0;
        try {
            for (long domain : domains) {
                use.accept(domain);
                VirDomain.virDomainFree(domain);
                freed++;
            }
        } finally {
            for (int i = freed; i < count; i++) {
                VirDomain.virDomainFree(domains[i]);
            }
        }
    }
}
