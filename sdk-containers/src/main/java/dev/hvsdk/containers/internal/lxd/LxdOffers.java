/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.containers.internal.host.ContainerContext;
import dev.hvsdk.containers.internal.host.EngineContext;
import dev.hvsdk.spi.support.CapabilityTable;

/** The capabilities of LXD and Incus: one line each. */
final class LxdOffers {
    private LxdOffers() {}

    static CapabilityTable<EngineContext, ContainerContext> of(Client client) {
        return CapabilityTable.<EngineContext, ContainerContext>builder().build();
    }
}
