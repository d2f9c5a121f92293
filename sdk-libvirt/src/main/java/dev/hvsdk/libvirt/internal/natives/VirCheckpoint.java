/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Checkpoints of domains, since libvirt 5.6. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirCheckpoint {
    static {
        Libraries.VIRT.register(VirCheckpoint.class);
    }

    private VirCheckpoint() {}

    public static native long virDomainCheckpointCreateXML(long domain, @Nullable String xmlDesc, int flags);

    public static native long virDomainCheckpointGetXMLDesc(long checkpoint, int flags);

    public static native int virDomainListAllCheckpoints(long domain, long checkpoints, int flags);

    public static native int virDomainCheckpointListAllChildren(long checkpoint, long children, int flags);

    public static native long virDomainCheckpointLookupByName(long domain, @Nullable String name, int flags);

    public static native long virDomainCheckpointGetParent(long checkpoint, int flags);

    public static native long virDomainCheckpointGetName(long checkpoint);

    public static native int virDomainCheckpointDelete(long checkpoint, int flags);

    public static native int virDomainCheckpointFree(long checkpoint);
}
