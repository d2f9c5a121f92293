/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.HostDevices;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDevice;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.HostdevXml;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Devices of the host in a domain's definition and, while it runs, in the guest itself. Immutable. */
final class LibvirtDeviceAssignment implements DeviceAssignment {
    private static final String ATTACH = "attach device";
    private static final String DETACH = "detach device";

    /** {@code virDomainModificationImpact} and {@code VIR_DOMAIN_XML_INACTIVE}. */
    private static final int LIVE = 1;

    private static final int CONFIG = 2;
    private static final int NEXT_START = 2;

    private final GuestAccess guest;

    private LibvirtDeviceAssignment(GuestAccess guest) {
        this.guest = guest;
    }

    static Support<DeviceAssignment> of(GuestAccess guest) {
        return Support.available(new LibvirtDeviceAssignment(guest));
    }

    @Override
    public List<PassthroughDevice> attached() {
        return guest.host().devices().resolve(guest.read("read devices", HostDevices::of));
    }

    @Override
    public Operation<PassthroughDevice> attach(PassthroughDevice device) {
        return guest.change(ATTACH, source -> {
            HostdevXml entry = entry(device);
            refuseIfUnfit(device);
            ReentrantLock assignments = guest.host().assignments();
            assignments.lock();
            try {
                refuseIfTaken(device);
                guest.work(ATTACH, domain -> attach(domain, device, entry));
                giveBackIfTaken(device);
                return device;
            } finally {
                assignments.unlock();
            }
        });
    }

    private HostdevXml entry(PassthroughDevice device) {
        try {
            return HostdevXml.of(device);
        } catch (IllegalArgumentException e) {
            throw guest.errors(ATTACH)
                    .cause(e)
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, String.valueOf(e.getMessage()));
        }
    }

    private void refuseIfUnfit(PassthroughDevice device) {
        guest.host().family().refusals(device, guest.host()).stream()
                .findFirst()
                .ifPresent(why -> {
                    throw guest.errors(ATTACH).conflict(device + " cannot be given to a guest: " + why);
                });
    }

    /** Another connection may have looked at the same time, and found it free as well: libvirt lets several definitions have it. */
    private void giveBackIfTaken(PassthroughDevice device) {
        try {
            refuseIfTaken(device);
        } catch (HypervisorException.Conflict e) {
            guest.work(DETACH, domain -> detach(domain, device));
            throw e;
        }
    }

    private void refuseIfTaken(PassthroughDevice device) {
        guest.host().devices().otherOwner(device, guest.id()).ifPresent(owner -> {
            throw guest.errors(ATTACH)
                    .remedy("detach it from that guest first")
                    .conflict("the guest " + owner + " has " + device + " or a function of its IOMMU group");
        });
    }

    private PassthroughDevice attach(long domain, PassthroughDevice device, HostdevXml entry) {
        if (HostDevices.of(domain).stream().anyMatch(present -> present.names(device))) {
            throw guest.errors(ATTACH).conflict("the guest has " + device + " already");
        }
        int reach = isActive(domain) ? LIVE : 0;
        if (isPersistent(domain)) {
            reach |= CONFIG;
        }
        if (VirDevice.virDomainAttachDeviceFlags(domain, entry.toXml(), reach) < 0) {
            throw explained(VirFailure.last());
        }
        return device;
    }

    /** Libvirt has no code of its own for what another connection has attached meanwhile. */
    private RuntimeException explained(VirFailure failure) {
        return isTaken(failure.text())
                ? guest.errors(ATTACH).nativeError(failure.nativeError()).conflict(VirErrors.clause(failure.text()))
                : new VirException(failure);
    }

    /** The words of virhostdev.c, for each kind of device, and of qemu_driver.c and domain_conf.c of libvirt 9.0. */
    static boolean isTaken(String text) {
        return text.contains("is in use by driver")
                || text.contains("already in the domain configuration")
                || text.contains("already exists in the domain configuration");
    }

    private static boolean isActive(long domain) {
        return Vir.check(VirDomain.virDomainIsActive(domain)) == 1;
    }

    private static boolean isPersistent(long domain) {
        return Vir.check(VirDomain.virDomainIsPersistent(domain)) == 1;
    }

    @Override
    public Operation<PassthroughDevice> detach(PassthroughDevice device) {
        return guest.change(DETACH, source -> guest.work(DETACH, domain -> detach(domain, device)));
    }

    /** Each from where it is, as the running guest and its definition may differ. */
    private PassthroughDevice detach(long domain, PassthroughDevice device) {
        boolean isLive = isActive(domain) && detach(domain, device, 0, LIVE);
        boolean isDefined = isPersistent(domain) && detach(domain, device, NEXT_START, CONFIG);
        if (!isLive && !isDefined) {
            throw guest.errors(DETACH).notFound("the guest does not have " + device);
        }
        return device;
    }

    private static boolean detach(long domain, PassthroughDevice device, int read, int reach) {
        List<HostdevXml> present = DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, read)))
                .hostdevs();
        present.stream()
                .filter(entry -> entry.names(device))
                .forEach(entry -> Vir.check(VirDevice.virDomainDetachDeviceFlags(domain, entry.toXml(), reach)));
        return present.stream().anyMatch(entry -> entry.names(device));
    }
}
