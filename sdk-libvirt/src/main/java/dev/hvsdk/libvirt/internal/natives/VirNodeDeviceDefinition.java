/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Mediated devices that stay, since libvirt 7.3 and 7.8. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirNodeDeviceDefinition {
    static {
        Libraries.VIRT.register(VirNodeDeviceDefinition.class);
    }

    private VirNodeDeviceDefinition() {}

    public static native long virNodeDeviceDefineXML(long conn, @Nullable String xmlDesc, int flags);

    public static native int virNodeDeviceUndefine(long dev, int flags);

    public static native int virNodeDeviceCreate(long dev, int flags);

    public static native int virNodeDeviceSetAutostart(long dev, int autostart);

    public static native int virNodeDeviceGetAutostart(long dev, long autostart);

    public static native int virNodeDeviceIsPersistent(long dev);

    public static native int virNodeDeviceIsActive(long dev);
}
