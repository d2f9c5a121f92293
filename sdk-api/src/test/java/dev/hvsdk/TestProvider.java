/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;

/** A backend whose every host is away; public and open, because tests compile others that extend it. */
public class TestProvider implements HypervisorProvider {
    private final String id;
    private final Set<String> schemes;

    protected TestProvider(String id, String... schemes) {
        this.id = id;
        this.schemes = Set.of(schemes);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<String> schemes() {
        return schemes;
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
        throw new HypervisorException.Unreachable(ErrorDetails.builder("opened by " + id)
                .backend(id)
                .subject(spec.toString())
                .build());
    }
}
