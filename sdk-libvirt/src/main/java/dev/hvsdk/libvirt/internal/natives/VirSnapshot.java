/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Snapshots of domains. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirSnapshot {
    static {
        Libraries.VIRT.register(VirSnapshot.class);
    }

    private VirSnapshot() {}

    public static native long virDomainSnapshotCreateXML(long domain, @Nullable String xmlDesc, int flags);

    public static native long virDomainSnapshotGetXMLDesc(long snapshot, int flags);

    public static native int virDomainSnapshotNum(long domain, int flags);

    public static native int virDomainListAllSnapshots(long domain, long snaps, int flags);

    public static native int virDomainSnapshotListAllChildren(long snapshot, long snaps, int flags);

    public static native long virDomainSnapshotLookupByName(long domain, @Nullable String name, int flags);

    public static native int virDomainHasCurrentSnapshot(long domain, int flags);

    public static native long virDomainSnapshotCurrent(long domain, int flags);

    public static native long virDomainSnapshotGetParent(long snapshot, int flags);

    public static native int virDomainSnapshotIsCurrent(long snapshot, int flags);

    public static native int virDomainSnapshotHasMetadata(long snapshot, int flags);

    public static native long virDomainSnapshotGetName(long snapshot);

    public static native int virDomainRevertToSnapshot(long snapshot, int flags);

    public static native int virDomainSnapshotDelete(long snapshot, int flags);

    public static native int virDomainSnapshotFree(long snapshot);
}
