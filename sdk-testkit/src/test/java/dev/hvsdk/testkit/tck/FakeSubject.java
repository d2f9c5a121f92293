/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.FakeHost;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** A fake host of one family, without guests. */
final class FakeSubject implements TckSubject {
    /** The capacity of the queues of a fake host's connections. */
    private static final int QUEUED_EVENTS = 1024;

    private static final URI ELSEWHERE = URI.create("fake:kvm?name=elsewhere");
    private static final URI NOWHERE = URI.create("fake:kvm?name=nowhere");

    private final FakeHost host;
    private final FakeHost destination;
    private final FakeHost nowhere = FakeHost.kvm();

    FakeSubject(Supplier<FakeHost> hosts) {
        this(hosts.get(), hosts.get());
    }

    FakeSubject(FakeHost host, FakeHost destination) {
        this.host = host.answer("true", "");
        this.destination = destination;
        nowhere.faults().disconnect();
    }

    @Override
    public String name() {
        return host.toString().replace(':', '-');
    }

    @Override
    public HypervisorProvider provider() {
        return new DelegatingProvider(host.provider()) {
            @Override
            public Hypervisor open(ConnectSpec spec) {
                if (spec.uri().equals(ELSEWHERE)) {
                    return destination.open(spec);
                }
                return spec.uri().equals(NOWHERE) ? nowhere.open(spec) : super.open(spec);
            }
        };
    }

    @Override
    public Optional<ConnectSpec> migrationDestination() {
        return Optional.of(ConnectSpec.of(ELSEWHERE));
    }

    @Override
    public Optional<ConnectSpec> unreachable() {
        return Optional.of(ConnectSpec.of(NOWHERE));
    }

    @Override
    public OptionalInt eventQueueCapacity() {
        return OptionalInt.of(QUEUED_EVENTS);
    }

    /** A migration takes the time of the fake, which goes on while somebody waits. */
    @Override
    public Optional<Operation<?>> longOperation(Hypervisor from, Guest running) {
        MigrationOptions slow = MigrationOptions.builder()
                .bandwidth(DataRate.ofBytesPerSecond(1024))
                .build();
        return running.capability(LiveMigration.class)
                .asOptional()
                .map(migration -> migration.migrateTo(destination.open(), slow))
                .map(operation -> new DelegatingOperation<>(operation, Function.identity()) {
                    @Override
                    public Guest await(Duration atMost) {
                        host.clock().advance(Duration.ofDays(365));
                        return super.await(atMost);
                    }
                });
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
    public Optional<PoolSpec> pool(String name) {
        return Optional.of(PoolSpec.builder(name, "/srv/" + name).build());
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
