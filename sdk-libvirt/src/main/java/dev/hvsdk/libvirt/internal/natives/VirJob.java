/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Jobs on domains, and migration. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirJob {
    static {
        Libraries.VIRT.register(VirJob.class);
    }

    private VirJob() {}

    public static native int virDomainGetJobInfo(long dom, long info);

    public static native int virDomainGetJobStats(long domain, long type, long params, long nparams, int flags);

    public static native int virDomainAbortJob(long dom);

    public static native long virDomainMigrate3(long domain, long dconn, long params, int nparams, int flags);

    public static native int virDomainMigrateToURI3(
            long domain, @Nullable String dconnuri, long params, int nparams, int flags);

    public static native int virDomainMigrateGetMaxDowntime(long domain, long downtime, int flags);

    public static native int virDomainMigrateSetMaxDowntime(long domain, long downtime, int flags);

    public static native int virDomainMigrateGetMaxSpeed(long domain, long bandwidth, int flags);

    public static native int virDomainMigrateSetMaxSpeed(long domain, long bandwidth, int flags);

    public static native int virDomainMigrateStartPostCopy(long domain, int flags);

    public static native int virDomainMigrateGetCompressionCache(long domain, long cacheSize, int flags);

    public static native int virDomainMigrateSetCompressionCache(long domain, long cacheSize, int flags);
}
