/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.lxc.LxcBackend;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens directories of LXC containers: {@code lxc:///}, or {@code lxc:///directory} for another directory than {@code /var/lib/lxc};
 * {@code lxc+ssh://user@host/directory} on another host.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LxcProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public LxcProvider() {}

    @Override
    public String id() {
        return LxcBackend.ID;
    }

    @Override
    public Set<String> schemes() {
        return LxcBackend.SCHEMES;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return LxcBackend.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return LxcBackend.open(spec);
    }
}
