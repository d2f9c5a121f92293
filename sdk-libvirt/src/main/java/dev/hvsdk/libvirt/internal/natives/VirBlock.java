/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Disks of domains and jobs on them. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirBlock {
    static {
        Libraries.VIRT.register(VirBlock.class);
    }

    private VirBlock() {}

    public static native int virDomainGetBlockInfo(long dom, @Nullable String disk, long info, int flags);

    public static native int virDomainGetDiskErrors(long dom, long errors, int maxerrors, int flags);

    public static native int virDomainBlockResize(long dom, @Nullable String disk, long size, int flags);

    public static native int virDomainBlockPeek(
            long dom, @Nullable String disk, long offset, long size, long buffer, int flags);

    public static native int virDomainBlockJobAbort(long dom, @Nullable String disk, int flags);

    public static native int virDomainGetBlockJobInfo(long dom, @Nullable String disk, long info, int flags);

    public static native int virDomainBlockJobSetSpeed(long dom, @Nullable String disk, long bandwidth, int flags);

    public static native int virDomainBlockPull(long dom, @Nullable String disk, long bandwidth, int flags);

    public static native int virDomainBlockRebase(
            long dom, @Nullable String disk, @Nullable String base, long bandwidth, int flags);

    public static native int virDomainBlockCopy(
            long dom, @Nullable String disk, @Nullable String destxml, long params, int nparams, int flags);

    public static native int virDomainBlockCommit(
            long dom, @Nullable String disk, @Nullable String base, @Nullable String top, long bandwidth, int flags);

    public static native int virDomainSetBlockThreshold(long domain, @Nullable String dev, long threshold, int flags);
}
