/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a guest of Xen is virtualized.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum XenGuestKind {
    /** Paravirtualized: its kernel knows Xen, and needs nothing of the CPU's virtualization. It has no firmware. */
    PV,
    /** A kernel that knows Xen, isolated by the CPU's virtualization (VT-x or AMD-V), without an emulated machine. */
    PVH,
    /** A whole machine with firmware, whose devices a QEMU in dom0 emulates; it needs the CPU's virtualization. */
    HVM;

    /** The identifier in text and JSON, and the variant of such a guest: lower case, such as {@code pvh}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
