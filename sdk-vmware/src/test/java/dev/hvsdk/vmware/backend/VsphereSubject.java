/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.TckSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A simulator as the kit sees it: as a vCenter or as ESXi.
 *
 * @param name for reports
 * @param simulator itself
 * @param directories where those of pools are made
 */
record VsphereSubject(String name, Vcsim simulator, Path directories) implements TckSubject {
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

    /** The simulator's server of files is this machine; a directory of a host is only for one that is alone. */
    @Override
    public Optional<PoolSpec> pool(String name) {
        boolean isAlone = simulator.uri().startsWith("esx:");
        String directory = directories.resolve(name).toString();
        return Optional.of(
                isAlone
                        ? PoolSpec.builder(name, made(directory)).build()
                        : PoolSpec.builder(name, "127.0.0.1:" + made(directory))
                                .type("nfs")
                                .build());
    }

    private static String made(String directory) {
        try {
            return Files.createDirectories(Path.of(directory)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
