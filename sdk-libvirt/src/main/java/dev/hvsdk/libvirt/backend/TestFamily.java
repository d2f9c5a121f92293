/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.OsXml;
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

    /** Nothing that is asked for is lost in silence. */
    static void refuseExtensions(GuestSpec spec, HostContext host) {
        spec.extensions().stream().findFirst().ifPresent(extension -> {
            throw host.errors("define")
                    .subject(spec.toString())
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "guests of this driver are made without "
                                    + extension.getClass().getSimpleName());
        });
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        refuseExtensions(spec, host);
        return DomainTemplate.builder("test", OsXml.of("hvm"), host.errors("define"))
                .build()
                .domain(spec)
                .toXml();
    }
}
