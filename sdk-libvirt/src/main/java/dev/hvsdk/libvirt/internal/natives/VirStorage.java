/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.Nullable;

/** Storage pools and their volumes. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirStorage {
    static {
        Libraries.VIRT.register(VirStorage.class);
    }

    private VirStorage() {}

    public static native int virConnectListAllStoragePools(long conn, long pools, int flags);

    public static native long virStoragePoolLookupByName(long conn, @Nullable String name);

    public static native long virStoragePoolLookupByUUIDString(long conn, @Nullable String uuid);

    public static native long virStoragePoolLookupByVolume(long vol);

    public static native long virStoragePoolLookupByTargetPath(long conn, @Nullable String path);

    public static native long virStoragePoolCreateXML(long conn, @Nullable String xmlDesc, int flags);

    public static native long virStoragePoolDefineXML(long conn, @Nullable String xmlDesc, int flags);

    public static native int virStoragePoolBuild(long pool, int flags);

    public static native int virStoragePoolUndefine(long pool);

    public static native int virStoragePoolCreate(long pool, int flags);

    public static native int virStoragePoolDestroy(long pool);

    public static native int virStoragePoolDelete(long pool, int flags);

    public static native int virStoragePoolRefresh(long pool, int flags);

    public static native int virStoragePoolRef(long pool);

    public static native int virStoragePoolFree(long pool);

    public static native long virStoragePoolGetName(long pool);

    public static native int virStoragePoolGetUUIDString(long pool, long buf);

    public static native int virStoragePoolGetInfo(long vol, long info);

    public static native long virStoragePoolGetXMLDesc(long pool, int flags);

    public static native int virStoragePoolGetAutostart(long pool, long autostart);

    public static native int virStoragePoolSetAutostart(long pool, int autostart);

    public static native int virStoragePoolIsActive(long pool);

    public static native int virStoragePoolIsPersistent(long pool);

    public static native int virStoragePoolListAllVolumes(long pool, long vols, int flags);

    public static native long virStorageVolLookupByName(long pool, @Nullable String name);

    public static native long virStorageVolLookupByKey(long conn, @Nullable String key);

    public static native long virStorageVolLookupByPath(long conn, @Nullable String path);

    public static native long virStorageVolGetConnect(long vol);

    public static native long virStorageVolGetName(long vol);

    public static native long virStorageVolGetKey(long vol);

    public static native long virStorageVolGetPath(long vol);

    public static native long virStorageVolCreateXML(long pool, @Nullable String xmldesc, int flags);

    public static native long virStorageVolCreateXMLFrom(long pool, @Nullable String xmldesc, long clonevol, int flags);

    public static native int virStorageVolDownload(long vol, long stream, long offset, long length, int flags);

    public static native int virStorageVolUpload(long vol, long stream, long offset, long length, int flags);

    public static native int virStorageVolDelete(long vol, int flags);

    public static native int virStorageVolWipe(long vol, int flags);

    public static native int virStorageVolResize(long vol, long capacity, int flags);

    public static native int virStorageVolGetInfo(long vol, long info);

    public static native int virStorageVolGetInfoFlags(long vol, long info, int flags);

    public static native long virStorageVolGetXMLDesc(long pool, int flags);

    public static native int virStorageVolFree(long vol);
}
