/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HostDeviation;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An engine behind a daemon as the contract is tried on it: containers that end when they are asked to, and a daemon that goes away. */
final class DaemonSubject implements TckSubject {
    private final HypervisorProvider provider;
    private final ContainerDaemon daemon;
    private final List<HostDeviation> deviations;

    DaemonSubject(HypervisorProvider provider, ContainerDaemon daemon) {
        this(provider, daemon, List.of());
    }

    DaemonSubject(HypervisorProvider provider, ContainerDaemon daemon, List<HostDeviation> deviations) {
        this.provider = provider;
        this.daemon = daemon;
        this.deviations = deviations;
    }

    @Override
    public List<HostDeviation> deviations() {
        return deviations;
    }

    @Override
    public String name() {
        return provider.id();
    }

    @Override
    public HypervisorProvider provider() {
        return provider;
    }

    @Override
    public ConnectSpec.Builder connection() {
        return ConnectSpec.builder(URI.create(daemon.uri()));
    }

    @Override
    public GuestSpec.Builder guest(String name) {
        return GuestSpec.builder(name)
                .boot(BootSource.image(daemon.image(), List.of(ContainerImage.INIT, "sleep", "100000")));
    }

    @Override
    public Optional<ConnectSpec> unreachable() {
        return Optional.of(ConnectSpec.of(URI.create(provider.id() + "+unix:///nonexistent.sock")));
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(new Outage() {
            @Override
            public void begin() {
                daemon.kill();
            }

            @Override
            public void end() {
                daemon.restart();
            }
        });
    }
}
