/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Network interfaces of the host. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirInterface {
    static {
        Libraries.VIRT.register(VirInterface.class);
    }

    private VirInterface() {}

    public static native int virConnectListAllInterfaces(long conn, long ifaces, int flags);

    public static native long virInterfaceLookupByName(long conn, @Nullable String name);

    public static native long virInterfaceGetName(long iface);

    public static native long virInterfaceGetMACString(long iface);

    public static native long virInterfaceGetXMLDesc(long iface, int flags);

    public static native int virInterfaceIsActive(long iface);

    public static native int virInterfaceFree(long iface);
}
