/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Connections. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirConnect {
    static {
        Libraries.VIRT.register(VirConnect.class);
    }

    private VirConnect() {}

    public static native int virInitialize();

    public static native int virGetVersion(long libVer, @Nullable String type, long typeVer);

    public static native long virConnectOpen(@Nullable String name);

    public static native long virConnectOpenReadOnly(@Nullable String name);

    public static native long virConnectOpenAuth(@Nullable String name, long auth, int flags);

    public static native int virConnectRef(long conn);

    public static native int virConnectClose(long conn);

    public static native long virConnectGetType(long conn);

    public static native int virConnectGetVersion(long conn, long hvVer);

    public static native int virConnectGetLibVersion(long conn, long libVer);

    public static native long virConnectGetHostname(long conn);

    public static native long virConnectGetURI(long conn);

    public static native int virConnectSetKeepAlive(long conn, int interval, int count);

    public static native int virConnectRegisterCloseCallback(long conn, long cb, long opaque, long freecb);

    public static native int virConnectUnregisterCloseCallback(long conn, long cb);

    public static native int virConnectIsAlive(long conn);

    public static native int virConnectIsEncrypted(long conn);

    public static native int virConnectIsSecure(long conn);

    public static native int virConnectDomainEventRegisterAny(
            long conn, long dom, int eventID, long cb, long opaque, long freecb);

    public static native int virConnectDomainEventDeregisterAny(long conn, int callbackID);

    public static native int virConnectNetworkEventRegisterAny(
            long conn, long net, int eventID, long cb, long opaque, long freecb);

    public static native int virConnectNetworkEventDeregisterAny(long conn, int callbackID);

    public static native int virConnectStoragePoolEventRegisterAny(
            long conn, long pool, int eventID, long cb, long opaque, long freecb);

    public static native int virConnectStoragePoolEventDeregisterAny(long conn, int callbackID);

    public static native int virConnectNodeDeviceEventRegisterAny(
            long conn, long dev, int eventID, long cb, long opaque, long freecb);

    public static native int virConnectNodeDeviceEventDeregisterAny(long conn, int callbackID);

    public static native int virConnectNumOfDomains(long conn);
}
