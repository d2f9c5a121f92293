/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** Saving with typed parameters, since libvirt 8.4. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirSaveParams {
    static {
        Libraries.VIRT.register(VirSaveParams.class);
    }

    private VirSaveParams() {}

    public static native int virDomainSaveParams(long domain, long params, int nparams, int flags);

    public static native int virDomainRestoreParams(long conn, long params, int nparams, int flags);
}
