/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.util.Optional;

/** A simulator as the kit sees it: as a vCenter or as ESXi. */
record VsphereSubject(String name, Vcsim simulator) implements TckSubject {
    @Override
    public HypervisorProvider provider() {
        return new VsphereProvider();
    }

    @Override
    public ConnectSpec.Builder connection() {
        return connection(simulator);
    }

    static ConnectSpec.Builder connection(Vcsim simulator) {
        return ConnectSpec.builder(URI.create(simulator.uri() + "?ca=" + simulator.certificate()))
                .credentials(
                        host -> Optional.of(Credentials.of(simulator.password().toCharArray())));
    }

    @Override
    public GuestSpec.Builder guest(String name) {
        return GuestSpec.builder(name);
    }

    /** There are no VMware Tools in an empty guest. */
    @Override
    public boolean obeysShutdown() {
        return false;
    }

    @Override
    public Optional<ConnectSpec> unreachable() {
        return Optional.of(ConnectSpec.builder(URI.create("vsphere://user@127.0.0.1:1/"))
                .credentials(connection().build().credentials())
                .build());
    }
}
