/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.xen.internal.libvirt.XenLibvirt;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens hosts with Xen through the libvirtd in their dom0: {@code xen:///system}, {@code xen+ssh://host/system}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class XenProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public XenProvider() {}

    @Override
    public String id() {
        return XenLibvirt.BACKEND;
    }

    @Override
    public Set<String> schemes() {
        return XenLibvirt.SCHEMES;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    /**
     * Whether libvirt's library is there, by which hosts are reached from any machine.
     *
     * <p>What is in the way of this machine the opening of {@code xen:///system} says, with a remedy: no Xen, a guest of Xen and not its
     * dom0, rights that are not shown, a libvirt without its driver for Xen.
     */
    @Override
    public Support<HypervisorProvider> probe() {
        return XenLibvirt.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return XenLibvirt.open(spec);
    }
}
