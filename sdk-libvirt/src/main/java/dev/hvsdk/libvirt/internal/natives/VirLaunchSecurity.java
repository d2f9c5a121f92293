/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** Encrypted memory of a domain, since libvirt 4.5. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirLaunchSecurity {
    static {
        Libraries.VIRT.register(VirLaunchSecurity.class);
    }

    private VirLaunchSecurity() {}

    public static native int virDomainGetLaunchSecurityInfo(long domain, long params, long nparams, int flags);
}
