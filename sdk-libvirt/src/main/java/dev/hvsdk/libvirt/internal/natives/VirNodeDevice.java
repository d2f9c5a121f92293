/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Devices of the host. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirNodeDevice {
    static {
        Libraries.VIRT.register(VirNodeDevice.class);
    }

    private VirNodeDevice() {}

    public static native int virConnectListAllNodeDevices(long conn, long devices, int flags);

    public static native long virNodeDeviceLookupByName(long conn, @Nullable String name);

    public static native long virNodeDeviceLookupSCSIHostByWWN(
            long conn, @Nullable String wwnn, @Nullable String wwpn, int flags);

    public static native long virNodeDeviceGetName(long dev);

    public static native long virNodeDeviceGetParent(long dev);

    public static native long virNodeDeviceGetXMLDesc(long dev, int flags);

    public static native int virNodeDeviceFree(long dev);

    public static native int virNodeDeviceDetachFlags(long dev, @Nullable String driverName, int flags);

    public static native int virNodeDeviceReAttach(long dev);

    public static native int virNodeDeviceReset(long dev);

    public static native long virNodeDeviceCreateXML(long conn, @Nullable String xmlDesc, int flags);

    public static native int virNodeDeviceDestroy(long dev);
}
