/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** What only the QEMU driver has. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirQemu {
    static {
        Libraries.QEMU.register(VirQemu.class);
    }

    private VirQemu() {}

    public static native int virDomainQemuMonitorCommand(long domain, @Nullable String cmd, long result, int flags);

    public static native long virDomainQemuAgentCommand(long domain, @Nullable String cmd, int timeout, int flags);

    public static native int virConnectDomainQemuMonitorEventRegister(
            long conn, long dom, @Nullable String event, long cb, long opaque, long freecb, int flags);

    public static native int virConnectDomainQemuMonitorEventDeregister(long conn, int callbackID);
}
