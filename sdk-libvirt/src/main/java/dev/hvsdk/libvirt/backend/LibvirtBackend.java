/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.capability.SharedCapabilities;
import dev.hvsdk.libvirt.internal.host.LibvirtHypervisor;
import dev.hvsdk.libvirt.internal.natives.Libraries;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import java.util.Locale;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens connections for the providers of families.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LibvirtBackend {
    private LibvirtBackend() {}

    /**
     * Whether libvirt's library is there; the remedy names the package.
     *
     * @param provider what to give if it is
     */
    public static <P> Support<P> probe(P provider) {
        return Libraries.VIRT.support(VirDomain.class).map(library -> provider);
    }

    /**
     * Connects.
     *
     * @param schemes those of the family's provider
     * @throws IllegalArgumentException if the URI has none of these schemes
     * @throws dev.hvsdk.api.HypervisorException if the host cannot be reached, refuses the login, or libvirt is missing
     */
    public static Hypervisor open(ConnectSpec spec, Set<String> schemes, LibvirtFamily family) {
        String scheme = String.valueOf(spec.uri().getScheme()).toLowerCase(Locale.ROOT);
        if (!schemes.contains(scheme)) {
            throw new IllegalArgumentException(
                    "not a URI of the backend " + family.backend() + ": " + ConnectSpec.redact(spec.uri()));
        }
        probe(family).require();
        return LibvirtHypervisor.open(spec, family, SharedCapabilities.with(family));
    }
}
