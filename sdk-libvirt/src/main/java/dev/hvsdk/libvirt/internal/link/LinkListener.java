/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

/** Hears of what happens on the host, always by one thread, which may make calls. Implementations are thread-safe. */
public interface LinkListener {
    /** Libvirt told of something. */
    void happened(Signal signal);

    /** So many signals were dropped, because this listener was too slow. */
    void lost(long atLeast);

    /** No more signals wait; told about once a second while that is so. */
    void idle();

    /** The connection broke, and was made again: what happened in between is not known. */
    void reconnected();
}
