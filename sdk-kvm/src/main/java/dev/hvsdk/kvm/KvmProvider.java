/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.backend.LibvirtBackend;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens hosts with KVM and QEMU through libvirt: {@code qemu:///system}, {@code qemu+ssh://host/system}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KvmProvider implements HypervisorProvider {
    static final String ID = "kvm";

    private static final Set<String> SCHEMES =
            Set.of("qemu", "qemu+unix", "qemu+ssh", "qemu+tcp", "qemu+tls", "qemu+libssh", "qemu+libssh2");

    /** For {@link java.util.ServiceLoader}. */
    public KvmProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return LibvirtBackend.probe(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return LibvirtBackend.open(spec, SCHEMES, new KvmFamily());
    }
}
