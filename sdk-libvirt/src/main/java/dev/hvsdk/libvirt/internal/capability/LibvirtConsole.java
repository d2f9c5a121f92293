/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDevice;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirStream;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first console of a guest, through libvirt's streams. Immutable. */
final class LibvirtConsole implements Console {
    private static final String OPERATION = "open console";
    private static final int NONBLOCK = 1;

    /** {@code VIR_DOMAIN_CONSOLE_SAFE}: only where the driver sees to it that nobody else has it. */
    private static final int SAFE = 2;

    /** No device of any guest: aliases are made of letters and digits. */
    private static final String NONE = "hvsdk none";

    private final GuestAccess guest;

    private LibvirtConsole(GuestAccess guest) {
        this.guest = guest;
    }

    static Support<Console> of(GuestAccess guest) {
        return guest.supported("consoles", LibvirtConsole::probe).map(yes -> new LibvirtConsole(guest));
    }

    /** Opens what cannot be there: only a driver without consoles says that it has none. */
    private static Boolean probe(long domain) {
        long stream = Vir.check(VirStream.virStreamNew(VirDomain.virDomainGetConnect(domain), NONBLOCK));
        try {
            VirDevice.virDomainOpenConsole(domain, NONE, stream, SAFE);
            VirFailure failure = VirFailure.last();
            if (failure.code() == VirErrors.NO_SUPPORT) {
                throw new VirException(failure);
            }
            return true;
        } finally {
            VirStream.virStreamFree(stream);
        }
    }

    @Override
    public ConsoleSession open() {
        ConsoleStream stream =
                guest.host().link().callDomain(OPERATION, guest.id(), this::opened, ConsoleStream::abandon);
        return LibvirtConsoleSession.over(stream, guest.host().link().state());
    }

    private ConsoleStream opened(long domain) {
        long connection = VirDomain.virDomainGetConnect(domain);
        long stream = Vir.check(VirStream.virStreamNew(connection, NONBLOCK));
        try {
            return new ConsoleStream(connection, stream, open(domain, stream));
        } catch (VirException e) {
            VirStream.virStreamFree(stream);
            throw explained(e, domain);
        } catch (HypervisorException e) {
            VirStream.virStreamFree(stream);
            throw e;
        }
    }

    /** Gives what is to be done when it is closed. */
    private Runnable open(long domain, long stream) {
        if (VirDevice.virDomainOpenConsole(domain, null, stream, SAFE) == 0) {
            return () -> {};
        }
        VirFailure failure = VirFailure.last();
        if (!VirErrors.isUnknownFlag(failure)) {
            throw new VirException(failure);
        }
        return openShared(domain, stream);
    }

    /** The driver of containers has any number of sessions on one terminal, of which each gets a part: here it has one. */
    private Runnable openShared(long domain, long stream) {
        if (!guest.host().consoles().add(guest.id())) {
            throw guest.errors(OPERATION).conflict("another session has the console");
        }
        Runnable release = () -> guest.host().consoles().remove(guest.id());
        if (VirDevice.virDomainOpenConsole(domain, null, stream, 0) < 0) {
            VirFailure failure = VirFailure.last();
            release.run();
            throw new VirException(failure);
        }
        return release;
    }

    /** Libvirt has no codes of their own for these. */
    private RuntimeException explained(VirException e, long domain) {
        ErrorFactory errors = guest.errors(OPERATION).nativeError(e.failure().nativeError());
        if (e.failure().text().contains("Active console session")) {
            return errors.conflict("another session has the console");
        }
        boolean isRunning = VirDomain.virDomainIsActive(domain) == 1;
        return isRunning && !hasConsole(domain)
                ? errors.unsupported(Support.Reason.HOST_MISCONFIGURED, "the guest has no serial port or console")
                : e;
    }

    private static boolean hasConsole(long domain) {
        String xml = Vir.take(VirDomain.virDomainGetXMLDesc(domain, 0));
        return DomainXml.parse(xml).devices(CharacterXml.class).stream()
                .anyMatch(device -> Set.of("serial", "console").contains(device.kind()));
    }

    @Override
    public List<URI> displays() {
        URI uri = URI.create(guest.host().link().uri().text());
        return new Displays(Optional.ofNullable(uri.getHost())).of(DomainXml.parse(guest.definition()));
    }
}
