/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.link.ConnectCall;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A native connection that a call of another link uses: it stays until that call has returned, even if its own link is closed
 * meanwhile, since libvirt would otherwise use what has been freed.
 *
 * <p>Thread-safe.
 */
final class SharedConnection implements AutoCloseable {
    private final long connection;

    /** Whoever sets it gives the reference back: the call, or who waits for it, if that gives up before the call has begun. */
    private final AtomicBoolean taken = new AtomicBoolean();

    /** Takes a reference; to be used by a call that has the connection in use. */
    SharedConnection(long connection) {
        Vir.check(VirConnect.virConnectRef(connection));
        this.connection = connection;
    }

    /**
     * Uses it, once.
     *
     * @throws IllegalStateException if it was closed before
     */
    <T> T use(ConnectCall<T> call) {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("nobody waits for this call any longer");
        }
        try {
            return call.on(connection);
        } finally {
            VirConnect.virConnectClose(connection);
        }
    }

    @Override
    public void close() {
        if (!taken.getAndSet(true)) {
            VirConnect.virConnectClose(connection);
        }
    }
}
