/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.libvirt.internal.host.GuestAccess;

/** Domain XML. Immutable. */
final class LibvirtDefinition implements NativeDefinition {
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
        return guest.nextDefinition();
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        return guest.change("replace definition", source -> {
            throw guest.errors("replace definition")
                    .unsupported(Support.Reason.NOT_IMPLEMENTED, "definitions are shown only");
        });
    }
}
