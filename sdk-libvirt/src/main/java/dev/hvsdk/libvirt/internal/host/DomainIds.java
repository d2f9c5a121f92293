/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;

/** The ids of single domains. Thread-safe. */
final class DomainIds {
    /** {@code VIR_UUID_STRING_BUFLEN}. */
    private static final int UUID_ROOM = 37;

    private DomainIds() {}

    static String of(long domain) {
        try (Scope scope = new Scope()) {
            long buffer = scope.allocate(UUID_ROOM);
            Vir.check(VirDomain.virDomainGetUUIDString(domain, buffer));
            return Mem.text(buffer);
        }
    }
}
