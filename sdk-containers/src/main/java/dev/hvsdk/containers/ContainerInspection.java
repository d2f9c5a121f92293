/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestCapability;
import org.apiguardian.api.API;

/**
 * Tells what one container was made with, and how it does.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ContainerInspection extends GuestCapability {
    /**
     * All of it, by one call.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if the container is gone
     */
    ContainerDetails read();
}
