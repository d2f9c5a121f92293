/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import java.util.List;

/** The networks of a fake host. Thread-safe. */
final class FakeNetworks implements Networks {
    private final FakeConnection connection;

    FakeNetworks(FakeConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<VirtualNetwork> list() {
        return connection.read(
                Call.onHost(HostCall.READ_HOST), host -> host.networks().list());
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        return connection.change(
                new Call(HostCall.CREATE_NETWORK, "network " + spec.name()),
                host -> host.networks().create(spec));
    }

    @Override
    public Operation<String> delete(String network) {
        return connection.change(
                new Call(HostCall.DELETE_NETWORK, "network " + network),
                host -> host.networks().delete(network, host::usesNetwork));
    }
}
