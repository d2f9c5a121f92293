/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirEvent;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The event loop of the process, which libvirt wants before the first connection and then for ever.
 *
 * <p>One daemon thread for all connections: keepalive and events depend on it, so nothing may block it. Thread-safe.
 */
final class EventLoop {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

    /** After a failure of the loop itself, which nobody has seen yet: no busy loop. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    static {
        Vir.silence();
        Vir.check(VirConnect.virInitialize());
        Vir.check(VirEvent.virEventRegisterDefaultImpl());
        Thread thread = new Thread(EventLoop::run, "libvirt-events");
        thread.setDaemon(true);
        thread.start();
    }

    private EventLoop() {}

    /** Returns once the loop is there. */
    static void require() {
        // The static initializer has done it, once.
    }

    private static void run() {
        while (true) {
            if (VirEvent.virEventRunDefaultImpl() < 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "libvirt''s event loop: {0}",
                        VirFailure.last().text());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
