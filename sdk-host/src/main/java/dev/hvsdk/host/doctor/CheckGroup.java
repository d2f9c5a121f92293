/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What a host may be meant for.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CheckGroup {
    /** Virtual machines by KVM and QEMU. */
    KVM("KVM and QEMU"),
    /** The privileged system of Xen. */
    XEN("Xen"),
    /** Containers of libvirt's LXC driver and of LXC itself. */
    LXC("LXC"),
    /** Containers of Docker, Podman and other engines. */
    CONTAINERS("containers"),
    /** Devices of the host in the hands of guests. */
    PASSTHROUGH("passthrough of devices");

    private final String displayName;

    CheckGroup(String displayName) {
        this.displayName = displayName;
    }

    /** The identifier in text and JSON: {@code kvm}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people. */
    public String displayName() {
        return displayName;
    }
}
