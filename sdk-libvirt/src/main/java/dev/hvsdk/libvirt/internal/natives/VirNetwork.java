/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Networks. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirNetwork {
    static {
        Libraries.VIRT.register(VirNetwork.class);
    }

    private VirNetwork() {}

    public static native int virConnectListAllNetworks(long conn, long nets, int flags);

    public static native long virNetworkLookupByName(long conn, @Nullable String name);

    public static native long virNetworkLookupByUUIDString(long conn, @Nullable String uuid);

    public static native long virNetworkCreateXML(long conn, @Nullable String xmlDesc);

    public static native long virNetworkDefineXML(long conn, @Nullable String xmlDesc);

    public static native int virNetworkUndefine(long network);

    public static native int virNetworkUpdate(
            long network, int command, int section, int parentIndex, @Nullable String xml, int flags);

    public static native int virNetworkCreate(long network);

    public static native int virNetworkDestroy(long network);

    public static native int virNetworkFree(long network);

    public static native long virNetworkGetName(long network);

    public static native int virNetworkGetUUIDString(long network, long buf);

    public static native long virNetworkGetXMLDesc(long network, int flags);

    public static native long virNetworkGetBridgeName(long network);

    public static native int virNetworkGetAutostart(long network, long autostart);

    public static native int virNetworkSetAutostart(long network, int autostart);

    public static native int virNetworkIsActive(long net);

    public static native int virNetworkIsPersistent(long net);

    public static native int virNetworkGetDHCPLeases(long network, @Nullable String mac, long leases, int flags);

    public static native void virNetworkDHCPLeaseFree(long lease);
}
