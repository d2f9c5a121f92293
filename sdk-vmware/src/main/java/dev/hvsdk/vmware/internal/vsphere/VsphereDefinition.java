/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;

/** What the server has of a guest's configuration, {@code VirtualMachineConfigInfo}. Thread-safe. */
final class VsphereDefinition implements NativeDefinition {
    private static final String CONFIG = "config";

    private final Machine guest;

    VsphereDefinition(Machine guest) {
        this.guest = guest;
    }

    @Override
    public String format() {
        return "vsphere-config-xml";
    }

    @Override
    public String text() {
        ErrorFactory about = guest.errors("read definition");
        Element config = guest.read(about, CONFIG)
                .find(CONFIG)
                .orElseThrow(() -> about.permissionDenied("the server does not tell its configuration"));
        return ConfigText.of(config.named(CONFIG));
    }

    /** The server takes changes of it, one by one, and never a whole one. */
    @Override
    public Operation<GuestInfo> replace(String definition) {
        return guest.change("replace definition", source -> {
            throw guest.errors("replace definition")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the server takes changes of a configuration, and no whole one in the place of another");
        });
    }
}
