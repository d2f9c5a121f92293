/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

/**
 * What is done on a native domain; runs on a platform thread, and must not make another call of the link.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface DomainCall<T> {
    /** Makes the native calls; the domain is freed afterwards by the caller. */
    T on(long domain);
}
