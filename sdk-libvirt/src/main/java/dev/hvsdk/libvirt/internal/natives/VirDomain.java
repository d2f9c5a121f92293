/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Domains: finding, reading, defining and their lifecycle. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirDomain {
    static {
        Libraries.VIRT.register(VirDomain.class);
    }

    private VirDomain() {}

    public static native int virConnectListAllDomains(long conn, long domains, int flags);

    public static native long virDomainLookupByName(long conn, @Nullable String name);

    public static native long virDomainLookupByUUID(long conn, long uuid);

    public static native long virDomainLookupByUUIDString(long conn, @Nullable String uuid);

    public static native long virDomainGetConnect(long dom);

    public static native int virDomainRef(long domain);

    public static native int virDomainFree(long domain);

    public static native long virDomainGetName(long domain);

    public static native int virDomainGetUUID(long domain, long uuid);

    public static native int virDomainGetUUIDString(long domain, long buf);

    public static native int virDomainGetID(long domain);

    public static native long virDomainGetOSType(long domain);

    public static native int virDomainGetInfo(long domain, long info);

    public static native int virDomainGetState(long domain, long state, long reason, int flags);

    public static native long virDomainGetXMLDesc(long domain, int flags);

    public static native int virDomainIsActive(long dom);

    public static native int virDomainIsPersistent(long dom);

    public static native int virDomainIsUpdated(long dom);

    public static native long virDomainCreateXML(long conn, @Nullable String xmlDesc, int flags);

    public static native long virDomainDefineXMLFlags(long conn, @Nullable String xml, int flags);

    public static native int virDomainUndefineFlags(long domain, int flags);

    public static native int virDomainRename(long dom, @Nullable String newName, int flags);

    public static native int virDomainCreateWithFlags(long domain, int flags);

    public static native int virDomainShutdownFlags(long domain, int flags);

    public static native int virDomainReboot(long domain, int flags);

    public static native int virDomainReset(long domain, int flags);

    public static native int virDomainDestroyFlags(long domain, int flags);

    public static native int virDomainSuspend(long domain);

    public static native int virDomainResume(long domain);

    public static native int virDomainPMSuspendForDuration(long domain, int target, long duration, int flags);

    public static native int virDomainPMWakeup(long domain, int flags);

    public static native int virDomainSendKey(
            long domain, int codeset, int holdtime, long keycodes, int nkeycodes, int flags);

    public static native int virDomainInjectNMI(long domain, int flags);

    public static native int virDomainGetAutostart(long domain, long autostart);

    public static native int virDomainSetAutostart(long domain, int autostart);

    public static native int virDomainSetMetadata(
            long domain, int type, @Nullable String metadata, @Nullable String key, @Nullable String uri, int flags);

    public static native long virDomainGetMetadata(long domain, int type, @Nullable String uri, int flags);

    public static native long virConnectDomainXMLFromNative(
            long conn, @Nullable String nativeFormat, @Nullable String nativeConfig, int flags);

    public static native long virConnectDomainXMLToNative(
            long conn, @Nullable String nativeFormat, @Nullable String domainXml, int flags);

    public static native int virDomainSendProcessSignal(long domain, long pidValue, int signum, int flags);

    public static native int virDomainGetControlInfo(long domain, long info, int flags);

    public static native int virDomainGetTime(long dom, long seconds, long nseconds, int flags);

    public static native int virDomainSetTime(long dom, long seconds, int nseconds, int flags);

    public static native int virDomainSetUserPassword(
            long dom, @Nullable String user, @Nullable String password, int flags);
}
