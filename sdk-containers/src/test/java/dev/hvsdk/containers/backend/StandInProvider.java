/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;

/** A provider on a machine whose tools are the stand-ins, which are not where {@code probe()} looks. */
record StandInProvider(HypervisorProvider real) implements HypervisorProvider {
    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Set<String> schemes() {
        return real.schemes();
    }

    @Override
    public int spiVersion() {
        return real.spiVersion();
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return Support.available(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return real.open(spec);
    }
}
