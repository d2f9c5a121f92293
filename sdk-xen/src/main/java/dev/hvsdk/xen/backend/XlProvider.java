/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.xen.internal.xl.XlBackend;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens a dom0 of Xen by its command {@code xl}, without libvirt: {@code xen+xl:///}, {@code xen+xl+ssh://root@host/}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class XlProvider implements HypervisorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public XlProvider() {}

    @Override
    public String id() {
        return XlBackend.ID;
    }

    @Override
    public Set<String> schemes() {
        return XlBackend.SCHEMES;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    /**
     * Whether it could open a dom0 from here: this machine, if it is one and has {@code xl}; or any other, if the library for SSH is there.
     *
     * <p>Where it is only for other hosts that it can, opening {@code xen+xl:///} says what is in the way of this one, with a remedy: no
     * Xen, a guest of Xen and not its dom0, rights that are not shown, no {@code xl}. Without the library this says the same.
     */
    @Override
    public Support<HypervisorProvider> probe() {
        return XlBackend.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return XlBackend.open(spec);
    }
}
