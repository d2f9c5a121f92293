/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Backups of domains, since libvirt 6.0. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirBackup {
    static {
        Libraries.VIRT.register(VirBackup.class);
    }

    private VirBackup() {}

    public static native int virDomainBackupBegin(
            long domain, @Nullable String backupXML, @Nullable String checkpointXML, int flags);

    public static native long virDomainBackupGetXMLDesc(long domain, int flags);
}
