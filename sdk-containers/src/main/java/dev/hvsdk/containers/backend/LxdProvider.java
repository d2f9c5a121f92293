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
 * Opens hosts with LXD: {@code lxd:///}, {@code lxd+unix:///path}, {@code lxd+tcp://host:8443}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LxdProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public LxdProvider() {}

    @Override
    public String id() {
        return LxdBackend.LXD.id();
    }

    @Override
    public Set<String> schemes() {
        return LxdBackend.LXD.schemes();
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return LxdBackend.LXD.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return LxdBackend.LXD.open(spec);
    }
}
