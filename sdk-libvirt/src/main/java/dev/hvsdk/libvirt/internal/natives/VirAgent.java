/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** The agent inside of a domain. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirAgent {
    static {
        Libraries.VIRT.register(VirAgent.class);
    }

    private VirAgent() {}

    public static native int virDomainFSFreeze(long dom, long mountpoints, int nmountpoints, int flags);

    public static native int virDomainFSThaw(long dom, long mountpoints, int nmountpoints, int flags);

    public static native int virDomainFSTrim(long dom, @Nullable String mountPoint, long minimum, int flags);

    public static native int virDomainGetFSInfo(long dom, long info, int flags);

    public static native void virDomainFSInfoFree(long info);

    public static native long virDomainGetHostname(long domain, int flags);

    public static native void virDomainInterfaceFree(long iface);

    public static native int virDomainGetGuestVcpus(long domain, long params, long nparams, int flags);

    public static native int virDomainSetGuestVcpus(long domain, @Nullable String cpumap, int state, int flags);
}
