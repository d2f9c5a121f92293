/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens libvirt's test driver ({@code test:///default}) and its driver for Linux containers ({@code libvirt-lxc:///system}).
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LibvirtProvider implements HypervisorProvider {
    static final String ID = "libvirt";
    static final String TEST = "test";
    static final String LXC = "libvirt-lxc";

    private static final List<String> TRANSPORTS = List.of("", "+unix", "+ssh", "+tcp", "+tls", "+libssh", "+libssh2");
    private static final Set<String> SCHEMES = schemes(TEST, LXC);

    /** For {@link java.util.ServiceLoader}. */
    public LibvirtProvider() {}

    private static Set<String> schemes(String... drivers) {
        Set<String> schemes = new LinkedHashSet<>();
        for (String driver : drivers) {
            TRANSPORTS.forEach(transport -> schemes.add(driver + transport));
        }
        return Collections.unmodifiableSet(schemes);
    }

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
        String scheme = String.valueOf(spec.uri().getScheme()).toLowerCase(Locale.ROOT);
        LibvirtFamily family = scheme.startsWith(LXC) ? new LxcFamily() : new TestFamily();
        return LibvirtBackend.open(spec, SCHEMES, family);
    }
}
