/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Counters of domains. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirStats {
    static {
        Libraries.VIRT.register(VirStats.class);
    }

    private VirStats() {}

    public static native int virConnectGetAllDomainStats(long conn, int stats, long retStats, int flags);

    public static native int virDomainListGetStats(long doms, int stats, long retStats, int flags);

    public static native void virDomainStatsRecordListFree(long stats);

    public static native int virDomainMemoryStats(long dom, long stats, int nrStats, int flags);

    public static native int virDomainBlockStatsFlags(
            long dom, @Nullable String disk, long params, long nparams, int flags);

    public static native int virDomainInterfaceStats(long dom, @Nullable String device, long stats, long size);

    public static native int virDomainGetCPUStats(
            long domain, long params, int nparams, int startCpu, int ncpus, int flags);

    public static native int virDomainGetVcpus(long domain, long info, int maxinfo, long cpumaps, int maplen);
}
