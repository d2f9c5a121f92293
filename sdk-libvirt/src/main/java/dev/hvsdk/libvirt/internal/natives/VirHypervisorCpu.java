/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** CPU models as a hypervisor sees them, since libvirt 4.4; and SEV, since 4.5. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirHypervisorCpu {
    static {
        Libraries.VIRT.register(VirHypervisorCpu.class);
    }

    private VirHypervisorCpu() {}

    public static native int virConnectCompareHypervisorCPU(
            long conn,
            @Nullable String emulator,
            @Nullable String arch,
            @Nullable String machine,
            @Nullable String virttype,
            @Nullable String xmlCPU,
            int flags);

    public static native long virConnectBaselineHypervisorCPU(
            long conn,
            @Nullable String emulator,
            @Nullable String arch,
            @Nullable String machine,
            @Nullable String virttype,
            long xmlCPUs,
            int ncpus,
            int flags);

    public static native int virNodeGetSEVInfo(long conn, long params, long nparams, int flags);
}
