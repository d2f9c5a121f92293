/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirStream;

/** A stream of libvirt that blocks, within one native call. Not thread-safe: of the thread of the call. */
final class NativeStream implements AutoCloseable {
    private final long handle;
    private boolean finished;

    NativeStream(long connection) {
        handle = Vir.check(VirStream.virStreamNew(connection, 0));
    }

    long handle() {
        return handle;
    }

    /** Waits until the other side has got all, or has sent all. */
    void finish() {
        finished = true;
        Vir.check(VirStream.virStreamFinish(handle));
    }

    /** Breaks off what was not finished. */
    @Override
    public void close() {
        if (!finished) {
            // There is a failure already; one to say so to the other side adds nothing.
            VirStream.virStreamAbort(handle);
        }
        VirStream.virStreamFree(handle);
    }
}
