/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

/**
 * What is done on a native connection; runs on a platform thread, and must not make another call of the link.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ConnectCall<T> {
    /** Makes the native calls; throws what {@link dev.hvsdk.libvirt.internal.natives.Vir#check} throws. */
    T on(long connection);
}
