/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.HostContext;

/** A domain with nothing but a name, memory and CPUs. Immutable. */
final class PlainDomain {
    private static final MemorySize DEFAULT_MEMORY = MemorySize.ofMebibytes(64);

    private final String type;
    private final String os;

    PlainDomain(String type, String os) {
        this.type = type;
        this.os = os;
    }

    /** Nothing that is asked for is lost in silence. */
    static void refuseBeyondCore(GuestSpec spec, HostContext host) {
        refuse(spec, host, "boot source", spec.boot().isPresent());
        refuseDevices(spec, host);
    }

    static void refuseDevices(GuestSpec spec, HostContext host) {
        refuse(spec, host, "disk", !spec.disks().isEmpty());
        refuse(spec, host, "network interface", !spec.nics().isEmpty());
        refuse(spec, host, "device of the host", !spec.devices().isEmpty());
        spec.extensions().stream()
                .findFirst()
                .ifPresent(extension -> refuse(spec, host, extension.getClass().getSimpleName(), true));
    }

    private static void refuse(GuestSpec spec, HostContext host, String what, boolean isThere) {
        if (isThere) {
            throw host.errors("define")
                    .subject(spec.toString())
                    .unsupported(Support.Reason.NOT_IMPLEMENTED, "guests of this driver are made without a " + what);
        }
    }

    String xml(GuestSpec spec) {
        long memory = spec.memory().orElse(DEFAULT_MEMORY).toBytes();
        return "<domain type='" + type + "'><name>" + escaped(spec.name()) + "</name><memory unit='b'>" + memory
                + "</memory><vcpu>" + spec.vcpus().orElse(1) + "</vcpu><os>" + os + "</os></domain>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
