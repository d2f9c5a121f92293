/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.xml.DomainXml;

/** Domain XML. Immutable. */
final class LibvirtDefinition implements NativeDefinition {
    private static final String OPERATION = "replace definition";

    /** {@code virDomainXMLFlags}. */
    private static final int SECURE = 1;

    private static final int INACTIVE = 2;

    private final GuestAccess guest;

    LibvirtDefinition(GuestAccess guest) {
        this.guest = guest;
    }

    @Override
    public String format() {
        return "libvirt-domain-xml";
    }

    @Override
    public String text() {
        return DomainXml.parse(guest.nextDefinition()).redacted().toXml();
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        return guest.change(OPERATION, source -> {
            DomainXml edited = DomainXml.parse(definition);
            refuseIfOfAnother(edited);
            return guest.work(
                    OPERATION,
                    domain -> replace(domain, edited.withUuid(guest.id().value())));
        });
    }

    private GuestInfo replace(long domain, DomainXml edited) {
        DomainXml complete = DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, SECURE | INACTIVE)));
        String xml = edited.withSecretsOf(complete).toXml();
        long connection = VirDomain.virDomainGetConnect(domain);
        VirDomain.virDomainFree(Vir.check(VirDomain.virDomainDefineXMLFlags(connection, xml, 0)));
        return guest.info(domain);
    }

    /** Libvirt would define or change that other guest. */
    private void refuseIfOfAnother(DomainXml edited) {
        boolean isAnother =
                edited.uuid().filter(uuid -> !uuid.equals(guest.id().value())).isPresent();
        if (isAnother) {
            throw guest.errors(OPERATION).conflict("the definition has the UUID of another guest");
        }
    }
}
