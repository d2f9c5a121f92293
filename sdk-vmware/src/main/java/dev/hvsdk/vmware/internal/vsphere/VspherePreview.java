/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;

/** What {@code CreateVM_Task} would be given, {@code VirtualMachineConfigSpec}. Thread-safe. */
final class VspherePreview implements DefinitionPreview {
    private final Vsphere vsphere;

    VspherePreview(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public String format() {
        return "vsphere-config-spec-xml";
    }

    @Override
    public String preview(GuestSpec spec) {
        return ConfigText.of(new Creation(vsphere, vsphere.errors("preview").subject(spec.toString())).preview(spec));
    }
}
