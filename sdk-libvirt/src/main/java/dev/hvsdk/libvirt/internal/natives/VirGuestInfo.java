/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** What the agent tells at once, since libvirt 5.7; its time limit, since 5.10. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirGuestInfo {
    static {
        Libraries.VIRT.register(VirGuestInfo.class);
    }

    private VirGuestInfo() {}

    public static native int virDomainGetGuestInfo(long domain, int types, long params, long nparams, int flags);

    public static native int virDomainAgentSetResponseTimeout(long domain, int timeout, int flags);
}
