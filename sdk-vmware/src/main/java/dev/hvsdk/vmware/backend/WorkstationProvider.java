/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.vmware.internal.workstation.WorkstationBackend;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens VMware Workstation, Player or Fusion on this machine: {@code vmware:///}, with their server too:
 * {@code vmware:///?vmrest=http://127.0.0.1:8697}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WorkstationProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public WorkstationProvider() {}

    @Override
    public String id() {
        return WorkstationBackend.ID;
    }

    @Override
    public Set<String> schemes() {
        return WorkstationBackend.SCHEMES;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return WorkstationBackend.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return WorkstationBackend.open(spec);
    }
}
