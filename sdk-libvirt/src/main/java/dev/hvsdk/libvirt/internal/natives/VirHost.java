/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** What the host is and can do. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirHost {
    static {
        Libraries.VIRT.register(VirHost.class);
    }

    private VirHost() {}

    public static native int virConnectGetMaxVcpus(long conn, @Nullable String type);

    public static native int virNodeGetInfo(long conn, long info);

    public static native long virConnectGetCapabilities(long conn);

    public static native long virConnectGetSysinfo(long conn, int flags);

    public static native int virNodeGetCPUStats(long conn, int cpuNum, long params, long nparams, int flags);

    public static native int virNodeGetMemoryStats(long conn, int cellNum, long params, long nparams, int flags);

    public static native long virNodeGetFreeMemory(long conn);

    public static native int virNodeGetCellsFreeMemory(long conn, long freeMems, int startCell, int maxCells);

    public static native int virNodeGetCPUMap(long conn, long cpumap, long online, int flags);

    public static native int virNodeGetFreePages(
            long conn, int npages, long pages, int startcell, int cellcount, long counts, int flags);

    public static native int virNodeGetMemoryParameters(long conn, long params, long nparams, int flags);

    public static native int virNodeSetMemoryParameters(long conn, long params, int nparams, int flags);

    public static native int virNodeSuspendForDuration(long conn, int target, long duration, int flags);

    public static native int virConnectCompareCPU(long conn, @Nullable String xmlDesc, int flags);

    public static native long virConnectBaselineCPU(long conn, long xmlCPUs, int ncpus, int flags);

    public static native int virConnectGetCPUModelNames(long conn, @Nullable String arch, long models, int flags);

    public static native long virConnectGetDomainCapabilities(
            long conn,
            @Nullable String emulatorbin,
            @Nullable String arch,
            @Nullable String machine,
            @Nullable String virttype,
            int flags);
}
