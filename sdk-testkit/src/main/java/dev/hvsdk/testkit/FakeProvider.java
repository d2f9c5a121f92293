/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Opens fake hosts by URI, so that a program under test needs only its configuration changed.
 *
 * <ul>
 *   <li>{@code fake:kvm}, {@code fake:xen}, {@code fake:vsphere}, {@code fake:containers} give a new host at each call, with four
 *       guests in different states, the same in every run.
 *   <li>{@code fake:kvm?guests=10000} gives one with so many guests instead, named {@code fake-1} and so on, which run.
 *   <li>{@code fake:kvm?name=ci} gives the same host to all who use this name, as long as one of them is connected; the first of
 *       them makes it. The name belongs to this copy of the testkit's classes.
 *   <li>{@code fake:file:/path/recording.json} gives a new host in the state of a {@link Recording}.
 * </ul>
 *
 * <p>Found by {@code dev.hvsdk.Hypervisors.load()}; a test that has a {@link FakeHost} already uses {@link FakeHost#provider()}.
 * Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FakeProvider implements HypervisorProvider {
    static final String ID = "fake";

    /** For {@link java.util.ServiceLoader}. */
    public FakeProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(ID);
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    /** Always available: it needs nothing of this machine. */
    @Override
    public Support<HypervisorProvider> probe() {
        return Support.available(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        FakeUri.requireScheme(spec.uri());
        if (RecordingUri.isOne(spec.uri())) {
            return FakeHost.replay(RecordingUri.file(spec.uri())).open(spec);
        }
        FakeUri uri = FakeUri.parse(spec.uri());
        Optional<String> name = uri.name();
        return name.isPresent()
                ? NamedHosts.open(uri.family().id() + " " + name.get(), uri::makeHost, spec)
                : uri.makeHost().open(spec);
    }
}
