/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Limits of domains. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirTuning {
    static {
        Libraries.VIRT.register(VirTuning.class);
    }

    private VirTuning() {}

    public static native int virDomainSetMemoryFlags(long domain, long memory, int flags);

    public static native int virDomainSetMemoryStatsPeriod(long domain, int period, int flags);

    public static native long virDomainGetMaxMemory(long domain);

    public static native int virDomainSetVcpusFlags(long domain, int nvcpus, int flags);

    public static native int virDomainGetVcpusFlags(long domain, int flags);

    public static native int virDomainSetVcpu(long domain, @Nullable String vcpumap, int state, int flags);

    public static native int virDomainPinVcpuFlags(long domain, int vcpu, long cpumap, int maplen, int flags);

    public static native int virDomainGetVcpuPinInfo(long domain, int ncpumaps, long cpumaps, int maplen, int flags);

    public static native int virDomainPinEmulator(long domain, long cpumap, int maplen, int flags);

    public static native int virDomainGetEmulatorPinInfo(long domain, long cpumaps, int maplen, int flags);

    public static native long virDomainGetSchedulerType(long domain, long nparams);

    public static native int virDomainGetSchedulerParametersFlags(long domain, long params, long nparams, int flags);

    public static native int virDomainSetSchedulerParametersFlags(long domain, long params, int nparams, int flags);

    public static native int virDomainGetMemoryParameters(long domain, long params, long nparams, int flags);

    public static native int virDomainSetMemoryParameters(long domain, long params, int nparams, int flags);

    public static native int virDomainGetBlkioParameters(long domain, long params, long nparams, int flags);

    public static native int virDomainSetBlkioParameters(long domain, long params, int nparams, int flags);

    public static native int virDomainGetNumaParameters(long domain, long params, long nparams, int flags);

    public static native int virDomainSetNumaParameters(long domain, long params, int nparams, int flags);

    public static native int virDomainGetInterfaceParameters(
            long dom, @Nullable String device, long params, long nparams, int flags);

    public static native int virDomainSetInterfaceParameters(
            long dom, @Nullable String device, long params, int nparams, int flags);

    public static native int virDomainGetBlockIoTune(
            long dom, @Nullable String disk, long params, long nparams, int flags);

    public static native int virDomainSetBlockIoTune(
            long dom, @Nullable String disk, long params, int nparams, int flags);

    public static native int virDomainAddIOThread(long domain, int iothreadId, int flags);

    public static native int virDomainDelIOThread(long domain, int iothreadId, int flags);

    public static native int virDomainGetPerfEvents(long dom, long params, long nparams, int flags);

    public static native int virDomainSetPerfEvents(long dom, long params, int nparams, int flags);
}
