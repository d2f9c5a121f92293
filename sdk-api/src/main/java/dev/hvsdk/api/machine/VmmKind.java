/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Where the virtual machine monitor of a technology sits.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum VmmKind {
    /** On the hardware itself (type 1): Xen, ESXi, Hyper-V, z/VM. */
    BARE_METAL,
    /** In or on a general-purpose operating system (type 2): VirtualBox, VMware Workstation, and KVM, whose host is Linux. */
    HOSTED;

    /** The identifier in text and JSON: {@code bare-metal} or {@code hosted}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
