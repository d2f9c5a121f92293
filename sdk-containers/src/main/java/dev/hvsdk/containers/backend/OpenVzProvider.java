/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.tool.ToolBackend;
import dev.hvsdk.containers.internal.tool.ToolKind;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens hosts with OpenVZ or Virtuozzo containers: {@code openvz:///}, {@code openvz+ssh://root@host/}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OpenVzProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OpenVzProvider() {}

    @Override
    public String id() {
        return ToolKind.OPENVZ.id();
    }

    @Override
    public Set<String> schemes() {
        return ToolKind.OPENVZ.schemes();
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return ToolBackend.probe(this, ToolKind.OPENVZ);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return ToolBackend.open(spec, ToolKind.OPENVZ);
    }
}
