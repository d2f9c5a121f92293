/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestCapability;
import org.apiguardian.api.API;

/**
 * The counters of a container's control groups, beyond those that every guest has.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ContainerStatistics extends GuestCapability {
    /**
     * The counters at one moment.
     *
     * @throws dev.hvsdk.api.HypervisorException.WrongState if the container does not run
     * @throws dev.hvsdk.api.HypervisorException.NotFound if the container is gone
     */
    ContainerCounters read();
}
