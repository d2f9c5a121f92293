/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDevice;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Gives devices to a domain and takes them away. Immutable. */
final class HardwareChange {
    /** Between two looks whether a guest has let a device go. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final GuestAccess guest;

    HardwareChange(GuestAccess guest) {
        this.guest = guest;
    }

    /** Now if the guest runs, and for later starts if it has a definition: both, or neither. */
    boolean attach(String operation, long domain, String xml) {
        try {
            Vir.check(VirDevice.virDomainAttachDeviceFlags(domain, xml, LibvirtTuning.reach(domain)));
            return true;
        } catch (VirException e) {
            throw explained(operation, e);
        }
    }

    /** Of a guest that runs; returns when the guest has let it go. */
    void detach(String operation, String xml, BooleanSupplier isGone) {
        Deadline deadline = guest.host().link().deadline();
        guest.work(operation, domain -> take(operation, domain, xml, LibvirtTuning.LIVE));
        while (!isGone.getAsBoolean()) {
            if (deadline.isPassed()) {
                throw guest.errors(operation)
                        .remedy("try again when its system has started, or stop it")
                        .timedOut("the guest was asked, and has not let the device go");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Of the definition. */
    void forget(String operation, String xml) {
        guest.work(
                operation,
                domain -> Vir.check(VirDomain.virDomainIsPersistent(domain)) == 1
                        && take(operation, domain, xml, LibvirtTuning.CONFIG));
    }

    private boolean take(String operation, long domain, String xml, int flags) {
        try {
            Vir.check(VirDevice.virDomainDetachDeviceFlags(domain, xml, flags));
            return true;
        } catch (VirException e) {
            throw explained(operation, e);
        }
    }

    /** Libvirt has codes for these that it has for much else too. */
    private RuntimeException explained(String operation, VirException e) {
        String text = e.failure().text();
        ErrorFactory errors =
                guest.errors(operation).nativeError(e.failure().nativeError()).cause(e);
        if (text.contains("\"write\" lock")) {
            return errors.conflict("another guest that runs has the disk");
        }
        if (text.contains("No more available PCI") || text.contains("controller with index")) {
            return errors.remedy("stop the guest first").wrongState("it was started without room for more devices");
        }
        boolean isRefused = e.is(VirErrors.CONFIG_UNSUPPORTED) || e.is(VirErrors.OPERATION_UNSUPPORTED);
        return isRefused && text.contains("plug")
                ? errors.remedy("stop the guest first").wrongState(text)
                : e;
    }

    HypervisorException absent(String operation, String what) {
        return guest.errors(operation).notFound("the guest has " + what);
    }

    HypervisorException gone(String operation) {
        return guest.errors(operation).notFound("somebody has taken it away again");
    }
}
