/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Saving and restoring the state of domains. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirSave {
    static {
        Libraries.VIRT.register(VirSave.class);
    }

    private VirSave() {}

    public static native int virDomainSaveFlags(long domain, @Nullable String to, @Nullable String dxml, int flags);

    public static native int virDomainRestoreFlags(long conn, @Nullable String from, @Nullable String dxml, int flags);

    public static native long virDomainSaveImageGetXMLDesc(long conn, @Nullable String file, int flags);

    public static native int virDomainSaveImageDefineXML(
            long conn, @Nullable String file, @Nullable String dxml, int flags);

    public static native int virDomainManagedSave(long dom, int flags);

    public static native int virDomainHasManagedSaveImage(long dom, int flags);

    public static native int virDomainManagedSaveRemove(long dom, int flags);

    public static native int virDomainCoreDumpWithFormat(long domain, @Nullable String to, int dumpformat, int flags);

    public static native long virDomainScreenshot(long domain, long stream, int screen, int flags);
}
