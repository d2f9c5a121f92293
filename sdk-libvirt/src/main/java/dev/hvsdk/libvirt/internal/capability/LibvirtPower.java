/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.Shutdown;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import java.util.List;

/** The reset button, and shutdowns by the ways that a guest can be asked. Immutable. */
final class LibvirtPower implements PowerControl {
    private static final String RESET = "reset";

    private final GuestAccess guest;

    LibvirtPower(GuestAccess guest) {
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change(
                RESET,
                source -> guest.work(RESET, domain -> {
                    Vir.check(VirDomain.virDomainReset(domain, 0));
                    return guest.info(domain);
                }));
    }

    @Override
    public List<ShutdownMethod> shutdownMethods() {
        return Shutdown.methods(guest);
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return guest.change("shutdown", source -> new Shutdown(guest, source).run(options));
    }
}
