/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import java.net.URI;
import java.util.Optional;

/** Libvirt's test driver, whose guests are imagined. Immutable. */
final class TestFamily implements LibvirtFamily {
    @Override
    public String backend() {
        return LibvirtProvider.ID;
    }

    @Override
    public String product() {
        return "libvirt test driver";
    }

    @Override
    public Optional<Technology> technology() {
        return Optional.empty();
    }

    @Override
    public ListingStrategy listing(URI libvirtUri) {
        return libvirtUri.getScheme().contains("+") || libvirtUri.getAuthority() != null
                ? ListingStrategy.STATES
                : ListingStrategy.EACH;
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        PlainDomain.refuseBeyondCore(spec, host);
        return new PlainDomain("test", "<type>hvm</type>").xml(spec);
    }
}
