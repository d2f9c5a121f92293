/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** Ports of networks, since libvirt 5.5. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirNetworkPort {
    static {
        Libraries.VIRT.register(VirNetworkPort.class);
    }

    private VirNetworkPort() {}

    public static native int virNetworkListAllPorts(long network, long ports, int flags);
}
