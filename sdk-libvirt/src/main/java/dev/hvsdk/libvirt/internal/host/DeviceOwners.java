/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.HostdevXml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which guest has which devices of the host, now or from its next start, within a call. */
final class DeviceOwners {
    /** {@code VIR_DOMAIN_XML_INACTIVE}. */
    private static final int NEXT_START = 2;

    private DeviceOwners() {}

    /** The guests that have any. */
    static Map<GuestId, List<HostdevXml>> read(long connection) {
        long[] domains = list(connection);
        try {
            Map<GuestId, List<HostdevXml>> owners = new LinkedHashMap<>();
            for (long domain : domains) {
                add(domain, owners);
            }
            return owners;
        } finally {
            for (long domain : domains) {
                VirDomain.virDomainFree(domain);
            }
        }
    }

    private static long[] list(long connection) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirDomain.virConnectListAllDomains(connection, out, 0));
            long array = Mem.int64(out);
            long[] domains = count == 0 ? new long[0] : Mem.addresses(array, count);
            Mem.free(array);
            return domains;
        }
    }

    private static void add(long domain, Map<GuestId, List<HostdevXml>> owners) {
        try {
            List<HostdevXml> devices = of(domain);
            if (!devices.isEmpty()) {
                owners.put(new GuestId(DomainIds.of(domain)), devices);
            }
        } catch (VirException e) {
            // A guest that went meanwhile has none; of any other that cannot be read nobody may say that it has none.
            if (!e.is(VirErrors.NO_DOMAIN)) {
                throw e;
            }
        }
    }

    /** What a running guest has, and what is in its definition for the next start. */
    static List<HostdevXml> of(long domain) {
        List<HostdevXml> devices = new ArrayList<>(hostdevs(domain, 0));
        if (Vir.check(VirDomain.virDomainIsActive(domain)) == 1) {
            devices.addAll(hostdevs(domain, NEXT_START));
        }
        return devices;
    }

    private static List<HostdevXml> hostdevs(long domain, int flags) {
        return DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, flags)))
                .hostdevs();
    }
}
