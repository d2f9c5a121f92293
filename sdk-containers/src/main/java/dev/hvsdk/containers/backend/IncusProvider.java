/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.lxd.LxdBackend;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens hosts with Incus: {@code incus:///}, {@code incus+unix:///path}, {@code incus+tcp://host:8443}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IncusProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public IncusProvider() {}

    @Override
    public String id() {
        return LxdBackend.INCUS.id();
    }

    @Override
    public Set<String> schemes() {
        return LxdBackend.INCUS.schemes();
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return LxdBackend.INCUS.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return LxdBackend.INCUS.open(spec);
    }
}
