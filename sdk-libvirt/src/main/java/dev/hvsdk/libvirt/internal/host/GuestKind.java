/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.OsXml;

/** What kind of guest a domain is. Stateless. */
public final class GuestKind {
    private GuestKind() {}

    /** Whether it is a container and not a machine; within a call that has the domain. */
    public static boolean isContainer(long domain) {
        return isContainer(DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, 0))));
    }

    private static boolean isContainer(DomainXml definition) {
        return definition.os().flatMap(OsXml::type).filter("exe"::equals).isPresent();
    }
}
