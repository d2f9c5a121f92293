/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.FakeHost;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A fake host of one family, without guests. */
final class FakeSubject implements TckSubject {
    private final FakeHost host;

    FakeSubject(FakeHost host) {
        this.host = host.answer("true", "");
    }

    @Override
    public String name() {
        return host.toString().replace(':', '-');
    }

    @Override
    public HypervisorProvider provider() {
        return host.provider();
    }

    @Override
    public ConnectSpec.Builder connection() {
        return ConnectSpec.builder(URI.create(host.toString()));
    }

    @Override
    public GuestSpec.Builder guest(String name) {
        GuestSpec.Builder spec = GuestSpec.builder(name);
        boolean containers = host.open().info().technology().orElseThrow().equals(Technology.DOCKER);
        return containers ? spec.boot(BootSource.image("debian:12", List.of())) : spec;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(new Outage() {
            @Override
            public void begin() {
                host.faults().disconnect();
            }

            @Override
            public void end() {
                host.faults().reconnect();
            }
        });
    }
}
