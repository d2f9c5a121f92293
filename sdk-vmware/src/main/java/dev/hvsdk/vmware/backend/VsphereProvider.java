/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.vmware.internal.vsphere.VsphereBackend;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens vCenter and ESXi: {@code vsphere://user@host/}, {@code esx://user@host/}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public VsphereProvider() {}

    @Override
    public String id() {
        return VsphereBackend.ID;
    }

    @Override
    public Set<String> schemes() {
        return VsphereBackend.SCHEMES;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    /** It needs nothing of this machine but a network. */
    @Override
    public Support<HypervisorProvider> probe() {
        return Support.available(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return VsphereBackend.open(spec);
    }
}
