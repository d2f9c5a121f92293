/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.spi.driver.HostContext;

/** The file that a guest would be made of. */
final class VmxPreview implements DefinitionPreview {
    private final HostContext host;

    VmxPreview(HostContext host) {
        this.host = host;
    }

    @Override
    public String format() {
        return VmxDefinition.FORMAT;
    }

    @Override
    public String preview(GuestSpec spec) {
        return new Creation(spec, host.errors("preview").subject("guest " + spec.name()))
                .file()
                .text();
    }
}
