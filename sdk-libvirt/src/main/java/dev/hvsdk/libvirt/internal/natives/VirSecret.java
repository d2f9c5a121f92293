/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Secrets that the host keeps. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirSecret {
    static {
        Libraries.VIRT.register(VirSecret.class);
    }

    private VirSecret() {}

    public static native int virConnectListAllSecrets(long conn, long secrets, int flags);

    public static native long virSecretLookupByUUIDString(long conn, @Nullable String uuid);

    public static native long virSecretLookupByUsage(long conn, int usageType, @Nullable String usageID);

    public static native long virSecretDefineXML(long conn, @Nullable String xml, int flags);

    public static native int virSecretSetValue(long secret, long value, long valueSize, int flags);

    public static native int virSecretUndefine(long secret);

    public static native int virSecretGetUUIDString(long secret, long buf);

    public static native long virSecretGetXMLDesc(long secret, int flags);

    public static native int virSecretFree(long secret);
}
