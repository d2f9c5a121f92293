/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** What libvirt warns of in a domain, since libvirt 7.1; its rate of dirtied memory, since 7.2. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirMessages {
    static {
        Libraries.VIRT.register(VirMessages.class);
    }

    private VirMessages() {}

    public static native int virDomainGetMessages(long domain, long msgs, int flags);

    public static native int virDomainStartDirtyRateCalc(long domain, int seconds, int flags);
}
