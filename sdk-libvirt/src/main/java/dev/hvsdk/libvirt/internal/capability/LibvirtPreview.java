/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.host.SpecDisks;
import dev.hvsdk.libvirt.xml.DomainXml;

/** The domain XML that a guest would be defined by. Immutable. */
final class LibvirtPreview implements DefinitionPreview {
    private final LibvirtFamily family;
    private final HostAccess host;

    LibvirtPreview(LibvirtFamily family, HostAccess host) {
        this.family = family;
        this.host = host;
    }

    @Override
    public String format() {
        return LibvirtDefinition.FORMAT;
    }

    @Override
    public String preview(GuestSpec spec) {
        String xml = family.domainXml(SpecDisks.settled(spec, host), host);
        return DomainXml.parse(xml).redacted().toXml();
    }
}
