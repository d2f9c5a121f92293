/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * Marks an interface that {@link Guest#capability} can be asked for.
 *
 * <p>Portable ones are in {@code dev.hvsdk.api.capability}; a backend may export its own, which extend this one too.
 * Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface GuestCapability {}
