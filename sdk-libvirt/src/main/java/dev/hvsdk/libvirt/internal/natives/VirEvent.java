/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

/** The event loop of the process. The names and parameters are those of the C API; addresses are longs. Thread-safe. */
public final class VirEvent {
    static {
        Libraries.VIRT.register(VirEvent.class);
    }

    private VirEvent() {}

    public static native int virEventRegisterDefaultImpl();

    public static native int virEventRunDefaultImpl();

    public static native int virEventAddTimeout(int frequency, long cb, long opaque, long ff);

    public static native int virEventRemoveTimeout(int timer);

    public static native void virEventUpdateTimeout(int timer, int frequency);
}
