/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.FakeHost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A fake host behind a backend with a defect. */
class BrokenSubject implements TckSubject, HypervisorProvider {
    private final FakeSubject fake;
    private final UnaryOperator<Hypervisor> defect;
    private List<HostDeviation> deviations = List.of();
    private Optional<Outage> outage = Optional.empty();

    BrokenSubject(FakeHost host, UnaryOperator<Hypervisor> defect) {
        fake = new FakeSubject(host, FakeHost.kvm());
        this.defect = defect;
    }

    BrokenSubject deviating(HostDeviation... declared) {
        deviations = List.of(declared);
        return this;
    }

    BrokenSubject with(Outage way) {
        outage = Optional.of(way);
        return this;
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public HypervisorProvider provider() {
        return this;
    }

    @Override
    public ConnectSpec.Builder connection() {
        return fake.connection();
    }

    @Override
    public GuestSpec.Builder guest(String name) {
        return fake.guest(name);
    }

    @Override
    public Duration patience() {
        return BrokenTck.PATIENCE.get();
    }

    @Override
    public Optional<PoolSpec> pool(String name) {
        return fake.pool(name);
    }

    @Override
    public List<HostDeviation> deviations() {
        return deviations;
    }

    @Override
    public Optional<Outage> outage() {
        return outage;
    }

    @Override
    public String id() {
        return fake.provider().id();
    }

    @Override
    public Set<String> schemes() {
        return fake.provider().schemes();
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return Support.available(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return defect.apply(fake.provider().open(spec));
    }
}
