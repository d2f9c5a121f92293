/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** Streams: consoles, and the content of volumes. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirStream {
    static {
        Libraries.VIRT.register(VirStream.class);
    }

    private VirStream() {}

    public static native long virStreamNew(long conn, int flags);

    public static native int virStreamRef(long st);

    public static native int virStreamSend(long st, long data, long nbytes);

    public static native int virStreamRecv(long st, long data, long nbytes);

    public static native int virStreamRecvFlags(long st, long data, long nbytes, int flags);

    public static native int virStreamSendHole(long st, long length, int flags);

    public static native int virStreamRecvHole(long handle, long length, int flags);

    public static native int virStreamEventAddCallback(long stream, int events, long cb, long opaque, long ff);

    public static native int virStreamEventUpdateCallback(long stream, int events);

    public static native int virStreamEventRemoveCallback(long stream);

    public static native int virStreamFinish(long st);

    public static native int virStreamAbort(long st);

    public static native int virStreamFree(long st);
}
