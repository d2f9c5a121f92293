/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.docker.DockerBackend;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens hosts with Podman: {@code podman:///}, {@code podman+unix:///path}, {@code podman+tcp://host:2376}, {@code podman+ssh://user@host}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PodmanProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PodmanProvider() {}

    @Override
    public String id() {
        return DockerBackend.PODMAN.id();
    }

    @Override
    public Set<String> schemes() {
        return DockerBackend.PODMAN.schemes();
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return DockerBackend.PODMAN.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return DockerBackend.PODMAN.open(spec);
    }
}
