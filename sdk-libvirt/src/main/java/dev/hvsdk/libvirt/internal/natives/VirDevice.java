/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Devices of domains. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirDevice {
    static {
        Libraries.VIRT.register(VirDevice.class);
    }

    private VirDevice() {}

    public static native int virDomainAttachDeviceFlags(long domain, @Nullable String xml, int flags);

    public static native int virDomainDetachDeviceFlags(long domain, @Nullable String xml, int flags);

    public static native int virDomainUpdateDeviceFlags(long domain, @Nullable String xml, int flags);

    public static native int virDomainOpenConsole(long dom, @Nullable String devName, long st, int flags);

    public static native int virDomainOpenChannel(long dom, @Nullable String name, long st, int flags);

    public static native int virDomainOpenGraphicsFD(long dom, int idx, int flags);

    public static native int virDomainInterfaceAddresses(long dom, long ifaces, int source, int flags);
}
