/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Devices by their alias, since libvirt 4.4. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirDeviceAlias {
    static {
        Libraries.VIRT.register(VirDeviceAlias.class);
    }

    private VirDeviceAlias() {}

    public static native int virDomainDetachDeviceAlias(long domain, @Nullable String alias, int flags);
}
