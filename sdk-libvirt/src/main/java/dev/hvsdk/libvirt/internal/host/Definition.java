/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;

/** Makes guests. Immutable. */
final class Definition {
    private final HostAccess host;
    private final LibvirtFamily family;

    Definition(HostAccess host, LibvirtFamily family) {
        this.host = host;
        this.family = family;
    }

    Operation<Guest> define(GuestSpec spec) {
        String subject = "guest " + spec.name();
        return host.change("define", subject, source -> {
            spec.devices()
                    .forEach(device ->
                            refuseIfUnfit(device, host.errors("define").subject(subject)));
            GuestSpec settled = SpecDisks.settled(spec, host);
            String xml = family.domainXml(settled, host);
            return host.guest(host.work("define", subject, connection -> define(connection, xml, settled)));
        });
    }

    /** Libvirt takes the devices of a definition when the guest starts, and looks for nothing then. */
    private void refuseIfUnfit(PassthroughDevice device, ErrorFactory errors) {
        against(device).stream().findFirst().ifPresent(why -> {
            throw errors.conflict(device + " cannot be given to a guest: " + why);
        });
    }

    /** A guest may be made before its device is there; its start says so. */
    private List<Blocker> against(PassthroughDevice device) {
        try {
            return family.refusals(device, host);
        } catch (HypervisorException.NotFound e) {
            return List.of();
        }
    }

    /** Nothing is left of it if it fails. */
    private GuestId define(long connection, String xml, GuestSpec spec) {
        try (SpecDisks disks = new SpecDisks(connection, host.errors("define").subject("guest " + spec.name()))) {
            return define(connection, xml, spec, disks);
        }
    }

    private GuestId define(long connection, String xml, GuestSpec spec, SpecDisks disks) {
        try {
            disks.make(spec);
            GuestId id = define(connection, xml, spec.name());
            disks.keep();
            return id;
        } catch (RuntimeException e) {
            disks.undo(e);
            throw e;
        }
    }

    /**
     * The XML has no UUID, so that libvirt makes a new one: a guest of the same name is then never redefined, but refused; with a
     * code that it uses for much else.
     */
    private GuestId define(long connection, String xml, String name) {
        try {
            return identified(Vir.check(VirDomain.virDomainDefineXMLFlags(connection, xml, 0)));
        } catch (VirException e) {
            if (e.is(VirErrors.OPERATION_FAILED) && isThere(connection, name)) {
                throw host.errors("define")
                        .subject("guest " + name)
                        .nativeError(e.failure().nativeError())
                        .conflict("there is a guest of this name");
            }
            throw e;
        }
    }

    private static GuestId identified(long domain) {
        try {
            return new GuestId(DomainIds.of(domain));
        } finally {
            VirDomain.virDomainFree(domain);
        }
    }

    private static boolean isThere(long connection, String name) {
        long domain = VirDomain.virDomainLookupByName(connection, name);
        if (domain == 0) {
            return false;
        }
        VirDomain.virDomainFree(domain);
        return true;
    }
}
