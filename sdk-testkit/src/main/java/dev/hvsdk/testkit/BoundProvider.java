/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;

/** Opens one fake host, whatever the URI says. Thread-safe. */
final class BoundProvider implements HypervisorProvider {
    private final FakeHost host;

    BoundProvider(FakeHost host) {
        this.host = host;
    }

    @Override
    public String id() {
        return FakeProvider.ID;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(FakeProvider.ID);
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return Support.available(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        FakeUri.requireScheme(spec.uri());
        return host.open(spec);
    }
}
