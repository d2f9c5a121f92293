/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;

/** A backend that is another one but for what overrides it. */
class DelegatingProvider implements HypervisorProvider {
    private final HypervisorProvider provider;

    DelegatingProvider(HypervisorProvider provider) {
        this.provider = provider;
    }

    @Override
    public String id() {
        return provider.id();
    }

    @Override
    public Set<String> schemes() {
        return provider.schemes();
    }

    @Override
    public int spiVersion() {
        return provider.spiVersion();
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return provider.probe();
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return provider.open(spec);
    }
}
